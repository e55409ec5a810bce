import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sinon from 'sinon';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HarnessError } from '../../model/error.ts';
import { runCli } from '../testing/run-cli.ts';
import { sampleDiagnosis } from '../testing/sample-diagnosis.ts';

const URL = 'https://n8n.example';
const ME = { OAUTH_CHAOS_N8N_EMAIL: 'me@example.com', OAUTH_CHAOS_N8N_PASSWORD: 'Right1234' };

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'cli-doctor-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

type Options = NonNullable<Parameters<typeof runCli>[1]>;
const examiner = (exitCode: 0 | 1 | 2 = 1) =>
  sinon.spy(
    async ({ kind }: Parameters<NonNullable<NonNullable<Options['backend']>['examine']>>[0]) =>
      sampleDiagnosis(kind, exitCode),
  );
const doctor = (args: readonly string[], options: Options = {}) =>
  runCli(['doctor', ...args], { cwd, ...options });

describe('doctor', () => {
  it('looks over an instance with the account of the user, and asks no provider', async () => {
    const examine = examiner();
    const { code, out } = await doctor(['--n8n', `${URL}/`], { backend: { examine }, env: ME });
    expect([code, out]).toEqual([1, '1 findings\n']);
    expect(examine.firstCall.args).toMatchObject([
      { kind: 'instance', url: URL, account: { email: 'me@example.com', password: 'Right1234' } },
      { askProvider: false },
    ]);
  });

  it.each([0, 1, 2] as const)('ends as what it found: %i', async (exitCode) => {
    const examine = examiner(exitCode);
    expect((await doctor(['--export', 'x'], { backend: { examine } })).code).toBe(exitCode);
  });

  it('takes the key from the environment, or from a file of n8n', async () => {
    const examine = examiner();
    writeFileSync(join(cwd, 'config'), '{"encryptionKey": "in the config"}');
    writeFileSync(join(cwd, 'key'), 'key-alone\n');
    const with_ = async (args: readonly string[], env: Readonly<Record<string, string>>) => {
      await doctor(['--database', 'x.sqlite', ...args], { backend: { examine }, env });
      return (examine.lastCall.args[0] as { readonly key?: unknown }).key;
    };
    expect(await with_([], {})).toBeUndefined();
    expect(await with_([], { N8N_ENCRYPTION_KEY: 'k' })).toEqual({
      encryptionKey: 'k',
      from: 'N8N_ENCRYPTION_KEY',
    });
    expect(await with_(['--key-file', 'config'], { N8N_ENCRYPTION_KEY: 'k' })).toEqual({
      encryptionKey: 'in the config',
      from: 'config',
    });
    expect(await with_([], { N8N_ENCRYPTION_KEY_FILE: 'key' })).toEqual({
      encryptionKey: 'key-alone',
      from: 'key',
    });
  });

  it('asks the provider only when told to', async () => {
    const examine = examiner();
    await doctor(['--export', 'x', '--ask-provider'], { backend: { examine } });
    expect(examine.firstCall.args).toMatchObject([
      { kind: 'export', folder: 'x', cwd },
      { askProvider: true },
    ]);
  });

  it('prints JSON or CTRF alone, and writes CTRF beside the text', async () => {
    const json = await doctor(['--export', 'x', '--json']);
    expect(JSON.parse(json.out)).toEqual(sampleDiagnosis('export'));
    expect((await doctor(['--export', 'x', '--ctrf', '-'])).out).toBe('{"checks":5}\n');
    expect((await doctor(['--export', 'x', '--ctrf', 'a/ctrf.json'])).out).toBe('1 findings\n');
    expect(readFileSync(join(cwd, 'a/ctrf.json'), 'utf8')).toBe('{"checks":5}\n');
  });

  it('tells of what it could not look at as any command does', async () => {
    const examine = () =>
      Promise.reject(new HarnessError('doctor-no-export', 'Could not read it.', { exitCode: 64 }));
    expect(await doctor(['--export', 'x'], { backend: { examine } })).toMatchObject({
      code: 64,
      out: '',
      err: 'Could not read it.\ncode: doctor-no-export\n',
    });
  });
});

describe('doctor refuses', () => {
  const refused: Readonly<Record<string, readonly [readonly string[], RegExp]>> = {
    'to guess which n8n': [[], /nobody said which/],
    'two at once': [['--n8n', URL, '--export', 'x'], /give one of/],
    'an n8n that does not run': [['--n8n', '2.41.1'], /not the address of a running instance/],
    'to log in as nobody': [['--n8n', URL], /nobody said who/],
    'a key for an instance': [['--n8n', URL, '--key-file', 'k'], /never hands out/],
    'a file that is not there': [['--export', 'x', '--key-file', 'none'], /none cannot be read/],
    'a file without a key': [['--export', 'x', '--key-file', 'empty'], /empty holds none/],
    'a file with much else': [['--export', 'x', '--key-file', 'prose'], /prose holds none/],
    'two things on one output': [['--export', 'x', '--json', '--ctrf', '-'], /standard output/],
  };
  it.each(Object.entries(refused))('%s', async (_, [args, says]) => {
    writeFileSync(join(cwd, 'empty'), '{"other": 1}');
    writeFileSync(join(cwd, 'prose'), 'This is the key.');
    const examine = examiner();
    const { code, err } = await doctor(args, { backend: { examine } });
    expect(err).toMatch(says);
    expect(code).toBe(64);
    sinon.assert.notCalled(examine);
  });
});
