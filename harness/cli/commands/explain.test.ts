import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createBackend } from '../backend/create-backend.ts';
import { runCli } from '../testing/run-cli.ts';

const { explain } = createBackend({
  scenarioFolder: join(import.meta.dirname, '../../../scenarios'),
  reporters: async () => [],
  trendViews: async () => ({ lines: () => [], page: () => '' }),
  diagnosisViews: async () => ({ lines: () => [], ctrf: () => '' }),
});

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'cli-explain-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const run = (args: readonly string[], input?: string) =>
  runCli(['explain', ...args], {
    cwd,
    backend: { explain },
    ...(input === undefined ? {} : { input }),
  });

const NO_TOKEN = 'Unable to sign without access token';

describe('a text that is known', () => {
  test('its causes, what helped, what tells them apart, and how to see it again', async () => {
    const { code, out } = await run([NO_TOKEN]);
    expect(code).toBe(0);
    expect(out).toContain(`This text was recorded: ${NO_TOKEN} – 3 causes end in it.`);
    expect(out).toMatch(/^1\. A token reply brought no usable access token/m);
    expect(out).toMatch(/^ {3}helped {4}reconnect in \d+ of \d+/m);
    expect(out).toMatch(/^ {3}look {6}The account still shows as connected/m);
    expect(out).toMatch(/oauth-chaos run reply\/access-token-null --n8n 2\.41\.1$/m);
    expect(out.split('\n').every((line) => line.length <= 110)).toBe(true);
  });

  test('words without quotation marks, a file and what is piped in are the same', async () => {
    const { out } = await run([NO_TOKEN]);
    writeFileSync(join(cwd, 'error.txt'), NO_TOKEN);
    expect((await run(NO_TOKEN.split(' '))).out).toBe(out);
    expect((await run(['--file', 'error.txt'])).out).toBe(out);
    expect((await run(['-'], `${NO_TOKEN}\n`)).out).toBe(out);
  });

  test('many causes: the first ones in full, with --all each of them', async () => {
    const text = 'Authorization failed - please check your credentials';
    const { out } = await run([text]);
    const { out: all } = await run([text, '--all']);
    expect(out).toContain('Seen less often (--all tells of them in full):');
    expect(out.match(/^\d+\. /gm)).toHaveLength(4);
    expect(all.match(/^\d+\. /gm)?.length).toBeGreaterThan(6);
  });

  test('says with which version it is compared', async () => {
    expect((await run([NO_TOKEN])).out).toContain('as no version was given');
    expect((await run([NO_TOKEN, '--n8n', '1.123.81'])).out).toContain(
      'Compared with n8n 1.123.81.',
    );
    expect((await run([NO_TOKEN, '--n8n', '2.0.0'])).out).toContain(
      'n8n 2.0.0 was not recorded; compared with 1.123.81',
    );
  });

  test('as JSON', async () => {
    const { code, out } = await run([NO_TOKEN, '--json', '--n8n', '2.41.1']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      schemaVersion: 1,
      known: true,
      read: { as: 'text', n8n: '2.41.1', texts: [NO_TOKEN] },
      comparedWith: '2.41.1',
      explanations: [
        {
          text: NO_TOKEN,
          how: 'same',
          causes: [{ id: 'token-reply-without-access-token' }, {}, {}],
        },
      ],
    });
  });
});

describe('what is not known', () => {
  test('is told, with what would be needed; exit code 2', async () => {
    const { code, out } = await run(['My cat walked over the keyboard']);
    expect(code).toBe(2);
    expect(out).toContain('Nothing is known: no recorded failure ends in this text.');
    expect(out).toMatch(/Recorded were .* on n8n 2\.41\.1 \(\d+ scenarios\), 1\.123\.81/);
    expect(out).toContain("- n8n's log of that minute:");
    expect(out).toContain('- the version of n8n: --n8n VERSION');
  });

  test('a text that is only alike proves nothing: exit code 2', async () => {
    const { code, out } = await run(['Unable to sign in without any token']);
    expect(code).toBe(2);
    expect(out).toMatch(/Not known\. Alike, which proves nothing \(\d+ % of the words\): Unable/);
    expect(out).toContain('Nothing is known for certain');
  });

  test('data without an error in it', async () => {
    const { code, out } = await run(['-'], '{"nodes":[]}');
    expect(code).toBe(2);
    expect(out).toContain('Read as JSON: no error.');
    expect(out).toContain('Nothing is known: there is no error text in it.');
  });
});

describe('what was pasted is never printed', () => {
  const SECRET = 'ya29.a0AfH6SMBx-Zq7LkT0bR4nV9';
  test.each([
    ['a text', `Bearer ${SECRET}: ${NO_TOKEN}`],
    ['a text that nobody knows', `No idea what ${SECRET} is`],
    [
      'an execution',
      JSON.stringify({ error: { message: `${NO_TOKEN} ${SECRET}`, description: SECRET } }),
    ],
    ['a log', `12:00:00.000   error   ${NO_TOKEN} refresh_token=${SECRET}`],
  ])('%s', async (_, input) => {
    for (const more of [[], ['--json'], ['--all']]) {
      const { out, err } = await run(['-', ...more], input);
      expect(out).not.toBe('');
      expect(out + err).not.toContain(SECRET);
      expect(out + err).not.toContain(SECRET.slice(5, 20));
    }
  });
});

describe('bad input', () => {
  test.each<readonly [why: string, args: readonly string[], says: string]>([
    ['nothing', [], 'Could not explain anything: there is no text.'],
    ['an empty text', [' '], 'Could not explain anything: what was given is empty.'],
    ['a text and a file', ['x', '--file', 'y'], 'Could not explain a text and a file at once.'],
    ['a file that is not there', ['--file', 'none.log'], 'it is not there'],
    ['a folder', ['--file', '.'], 'it is a folder'],
    ['no version', ['x', '--n8n', 'latest'], 'Could not use n8n latest: that is no version.'],
  ])('%s', async (_, args, says) => {
    const { code, out, err } = await run(args);
    expect(code).toBe(64);
    expect(out).toBe('');
    expect(err).toContain(says);
  });
});
