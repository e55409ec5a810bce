import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const run = promisify(execFile);
const main = join(import.meta.dirname, '../../../main.ts');
/** What the script takes from the package bash-completion. */
const WORDS =
  '_get_comp_words_by_ref() { cur=${COMP_WORDS[COMP_CWORD]} words=("${COMP_WORDS[@]}") cword=$COMP_CWORD; }';
/** The program itself, as a shell finds it. */
const PROGRAM = `oauth-chaos() { '${process.execPath}' '${main}' "$@"; }`;

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'completion-'));
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

/** What the program offers for the last of some words. */
async function offered(...words: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await run(process.execPath, [main, 'complete', '--', ...words], { cwd });
  return stdout
    .split('\n')
    .flatMap((line) => (line.includes('\t') ? [line.split('\t')[0] ?? ''] : []));
}

describe('what is offered at a Tab', () => {
  test.concurrent.each<readonly [words: readonly string[], expected: string]>([
    [['re'], 'recheck'],
    [['run', 'rotation/gr'], 'rotation/grace-echo'],
    [['run', 'rot'], 'rotation/*'],
    [['run', '--suite', 'sm'], 'smoke'],
    [['run', '--topology', ''], 'queue'],
    [['run', '--n8n', ''], 'latest'],
    [['run', '--bai'], ''],
    [['run', '--bas'], '--baseline'],
    [['show', 'token/thr'], 'token/throttled'],
    [['list', 'ste'], 'steps'],
    [['provider', '--preset', 'goo'], 'google'],
    [['expl'], 'explain'],
    [['explain', 'x', '--al'], '--all'],
    [['n8n', 'ins'], 'install'],
    [['doctor', '--da'], '--database'],
  ])('after %j', async (words, expected) => {
    const found = await offered(...words);
    expect(found.includes(expected)).toBe(expected !== '');
    expect(found.every((one) => one.startsWith(words.at(-1) ?? ''))).toBe(true);
  });

  test('scenario files and stored runs are those of the folder', async () => {
    await writeFile(join(cwd, 'mine.yaml'), '');
    await writeFile(join(cwd, 'notes.txt'), '');
    await mkdir(join(cwd, 'reports/runs/20260101-120000-1'), { recursive: true });
    expect(await offered('run', 'mi')).toEqual(['mine.yaml']);
    expect(await offered('run', 'not')).toEqual([]);
    await writeFile(join(cwd, 'n8n.sqlite'), '');
    expect(await offered('doctor', '--export', '')).toEqual(['reports']);
    expect(await offered('doctor', '--database', '')).toEqual(['n8n.sqlite']);
    expect(await offered('recheck', '')).toEqual(['latest', '20260101-120000-1']);
  });
});

test('projects are those of the configuration, also of one that is named', async () => {
  const config = (...names: readonly string[]) =>
    JSON.stringify({ projects: names.map((name) => ({ name })) });
  await writeFile(join(cwd, 'oauth-chaos.config.json'), config('now', 'next', 'other'));
  await writeFile(join(cwd, 'mine.config.json'), config('nightly'));
  expect(await offered('run', '--project', 'n')).toEqual(['now', 'next']);
  expect(await offered('config', 'print', '--project', 'o')).toEqual(['other']);
  expect(await offered('run', '--config', 'mine.config.json', '--project', '')).toEqual([
    'nightly',
  ]);
  await writeFile(join(cwd, 'oauth-chaos.config.json'), '{ not JSON');
  expect(await offered('run', '--project', '')).toEqual([]);
  await rm(join(cwd, 'oauth-chaos.config.json'));
});

test('bash asks the program, by the script that it prints', async () => {
  const script = `
    ${PROGRAM}
    ${WORDS}
    source <(oauth-chaos completion bash)
    COMP_WORDS=(oauth-chaos run rotation/gr) COMP_CWORD=2
    COMP_LINE='oauth-chaos run rotation/gr' COMP_POINT=\${#COMP_LINE}
    $(complete -p oauth-chaos | sed 's/.*-F \\([^ ]*\\).*/\\1/')
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout } = await run('bash', ['-c', script], { cwd });
  expect(stdout.split('\n')).toContain('rotation/grace-echo');
});

test.each(['zsh', 'fish'])('there is a script for %s that asks the program', async (shell) => {
  const { stdout } = await run(process.execPath, [main, 'completion', shell], { cwd });
  expect(stdout).toContain('oauth-chaos');
  expect(stdout).toMatch(/complete --/);
});
