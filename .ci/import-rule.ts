import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, posix } from 'node:path';
import { ROOMS, type Room } from './rooms.ts';

/**
 * What tests and `testing` folders may import in addition; the key is the first folder of their
 * path.
 */
export const TESTS_MAY: Readonly<Record<string, readonly string[]>> = {
  'mock-provider': ['mock-provider'],
  harness: ['harness', 'mock-provider'],
  scenarios: ['scenarios', 'harness'],
  reports: ['reports', 'harness', 'mock-provider'],
  compose: ['compose', 'harness', 'mock-provider'],
  image: ['image', 'harness'],
};

const isTest = (file: string): boolean => /\.test\.tsx?$/.test(file);
const isTesting = (file: string): boolean => `/${file}`.includes('/testing/');
const firstFolder = (file: string): string => file.slice(0, Math.max(file.indexOf('/'), 0));

/** Rooms that contain other rooms: only the files directly in the folder belong to them. */
const FLAT: ReadonlySet<string> = new Set(
  ROOMS.filter(({ path }) => ROOMS.some((other) => other.path.startsWith(`${path}/`))).map(
    ({ path }) => path,
  ),
);
const BY_PATH: ReadonlyMap<string, Room> = new Map(ROOMS.map((room) => [room.path, room]));

/** The room of a file. A file without a room may neither import nor be imported. */
export function roomOf(file: string): Room | undefined {
  const place = file.replace(/(^|\/)testing\/.*$/, '$1x.ts');
  if (BY_PATH.has(place)) return BY_PATH.get(place);
  const folder = posix.dirname(place);
  for (let path = folder; path !== '.'; path = posix.dirname(path)) {
    const room = BY_PATH.get(path);
    if (room !== undefined) return FLAT.has(path) && path !== folder ? undefined : room;
  }
  return undefined;
}

const isDoor = ({ path, doors }: Room, file: string): boolean =>
  doors === undefined || doors.some((door) => file === `${path}/${door}`);

/**
 * Why a test may not import a file, or undefined when it may. Tests in the root folder and in `.ci`
 * test the whole project and may import everything.
 */
function refuseTest(file: string, target: string): string | undefined {
  const part = firstFolder(file);
  if (part === '' || part === '.ci') return undefined;
  if (TESTS_MAY[part]?.includes(firstFolder(target))) return undefined;
  return `tests of ${part} may import files of ${TESTS_MAY[part]?.join(', ') ?? 'nothing'} only`;
}

/**
 * Why `file` may not import `target` (both paths from the root, with `/`), or undefined when it
 * may. `types` is true for an import that leaves no code at run time.
 */
export function refuseImport(file: string, target: string, types: boolean): string | undefined {
  const room = roomOf(file);
  const other = roomOf(target);
  const test = isTest(file) || isTesting(file);
  if (isTest(target)) return `${target} is a test`;
  if (other === undefined) return `${target} is in no room`;
  if (room === undefined)
    return isTest(file) && firstFolder(file) === '' ? undefined : `${file} is in no room`;
  if (isTesting(target) && !test && room.path !== '.ci') return `${target} is for tests only`;
  if (room === other) return undefined;
  if (room.may.includes(other.path)) {
    if (room.path === '.ci' || isDoor(other, target)) return undefined;
    if (!test) return `${other.path} is entered by ${other.doors?.join(', ')} only`;
  }
  if (types && room.mayTypes?.includes(other.path) && isDoor(other, target)) return undefined;
  if (test) return refuseTest(file, target);
  if (room.mayTypes?.includes(other.path)) return `${room.path} may import types of ${other.path}`;
  return `${room.path} may not import ${other.path}`;
}

const { dependencies, peerDependencies } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'),
) as Readonly<Record<string, Readonly<Record<string, string>> | undefined>>;
const INSTALLED = new Set(Object.keys({ ...dependencies, ...peerDependencies }));

/** Pages of a browser are bundled with what they need; examples and settings are not shipped. */
const NOT_SHIPPED =
  /^reports\/viewer\/|^mock-provider\/(console|examples)\/|(^|\/)vite\.config\.ts$/;
const SHIPPED: ReadonlySet<string> = new Set(['mock-provider', 'harness', 'scenarios', 'reports']);

const isShipped = (file: string): boolean =>
  (SHIPPED.has(firstFolder(file)) || file === 'main.ts') &&
  !(isTest(file) || isTesting(file) || NOT_SHIPPED.test(file));

/** Scripts that another program runs, with the modules that it brings itself. */
const RUN_ELSEWHERE: Readonly<Record<string, RegExp>> = { k6: /^scenarios\/load\/k6\// };

/**
 * Why `file` may not import a package, or undefined when it may: what users install comes without
 * what is installed for development only.
 */
export function refusePackage(file: string, specifier: string): string | undefined {
  if (!isShipped(file) || isBuiltin(specifier)) return undefined;
  const name = /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
  if (RUN_ELSEWHERE[name]?.test(file) === true) return undefined;
  return INSTALLED.has(name) ? undefined : `${name} is not among the dependencies of package.json`;
}
