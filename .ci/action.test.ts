import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cacheRoot } from '../harness/machine/cache-root.ts';
import { githubProblems } from './composite/github-parser.ts';
import { assignments, runComposite, type RunCompositeOptions } from './composite/run-composite.ts';
import { root } from './execute.ts';

const file = join(root, 'action.yml');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'oauth-chaos-action-'));
  mkdirSync(join(folder, 'bin'));
  mkdirSync(join(folder, 'work'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const program = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
  chmodSync(join(folder, path), 0o755);
};

/** An oauth-chaos that notes its arguments, and does what its variables say. */
const FAKE = `#!/usr/bin/env bash
if [ "$1" = --version ]; then echo 9.9.9; exit; fi
if [[ " $* " = *" --dry-run "* ]]; then
  printf '%s\\0' "$@" > "$NOTES/plan"
  echo 'targets: latest = 2.41.1 (single), 1.123.81 (queue)'
  exit "\${PLAN_ENDS:-0}"
fi
printf '%s\\0' "$@" > "$NOTES/run"
echo "$OAUTH_CHAOS_CACHE" > "$NOTES/cache"
for argument; do case $argument in --output=*) output=\${argument#*=} ;; esac; done
mkdir "$output"
touch "$output/report.html"
echo "$RESULTS" > "$output/results.json"
echo '::error file=a.ts::of the fake'
echo '# Summary' >> "$GITHUB_STEP_SUMMARY"
exit "\${RUN_ENDS:-0}"
`;

const TOTALS = {
  scenarios: 28,
  pass: 7,
  fail: 6,
  knownFail: 5,
  fixedUnexpectedly: 1,
  inconclusive: 4,
  skipped: 3,
  notRun: 2,
};

/** A project that has the fake installed: npx --no-install oauth-chaos … finds it. */
const installed = (): void =>
  program('bin/npx', `#!/bin/sh\nshift 2\nexec "${join(folder, 'fake')}" "$@"\n`);

function action(
  inputs: Readonly<Record<string, string>> = {},
  env: Readonly<Record<string, string>> = {},
  more: Partial<RunCompositeOptions> = {},
) {
  program('fake', FAKE);
  return runComposite(file, {
    inputs,
    workspace: join(folder, 'work'),
    temp: join(folder, 'temp'),
    env: {
      PATH: `${join(folder, 'bin')}${delimiter}${dirname(process.execPath)}${delimiter}/usr/bin:/bin`,
      HOME: join(folder, 'home'),
      NOTES: folder,
      RESULTS: JSON.stringify({ totals: TOTALS }),
      ...env,
    },
    ...more,
  });
}

const noted = (name: 'plan' | 'run'): readonly string[] =>
  readFileSync(join(folder, name), 'utf8').split('\0').slice(0, -1);

it("is an action as GitHub's own parser wants it", async () => {
  expect(await githubProblems(file, 'action')).toEqual([]);
  const wrong = join(folder, 'action.yml');
  writeFileSync(wrong, readFileSync(file, 'utf8').replace('github.job', 'secrets.job'));
  expect(await githubProblems(wrong, 'action')).toEqual([
    expect.stringContaining("Unrecognized named-value: 'secrets'"),
  ]);
});

it('puts no expression into a script: what it is given goes by variables', () => {
  const scripts = readFileSync(file, 'utf8').matchAll(
    /^ {6}run: (?:\|\n((?: {8}.*\n|\n)*)|(.*))/gm,
  );
  const all = [...scripts].map(([, block, line]) => block ?? line ?? '');
  expect(all).toHaveLength(4);
  expect(all.filter((text) => text.includes('${{'))).toEqual([]);
});

describe('the arguments', () => {
  beforeEach(installed);

  it('are those of the inputs, and none without', async () => {
    expect((await action()).exitCode).toBe(0);
    expect(noted('plan')).toEqual(['run', '--dry-run']);
    await action({
      version: '1.123.81  latest\n',
      suite: 'full',
      project: 'now later',
      baseline: 'my list.yaml',
      shard: '1/4',
    });
    expect(noted('plan')).toEqual([
      'run',
      '--n8n=1.123.81',
      '--n8n=latest',
      '--project=now',
      '--project=later',
      '--suite=full',
      '--baseline=my list.yaml',
      '--shard=1/4',
      '--dry-run',
    ]);
  });

  it('of args are split as a shell does, and nothing in them is run', async () => {
    writeFileSync(join(folder, 'work/rotation-a'), '');
    const args = `rotation* --env 'A=b c'\n--env "D=$HOME"  $(touch ${folder}/hacked) \`id\`; --strict`;
    await action({ args });
    expect(noted('run').slice(1)).toEqual([
      'rotation*',
      '--env',
      'A=b c',
      '--env',
      'D=$HOME',
      '$(touch',
      `${folder}/hacked)`,
      '`id`;',
      '--strict',
      expect.stringMatching(/^--output=/),
      '--reporter=github',
      '--reporter=junit',
    ]);
    expect(() => readFileSync(join(folder, 'hacked'))).toThrow('ENOENT');
  });

  it('of args with a quote that does not end start nothing', async () => {
    const { exitCode, steps } = await action({ args: "--env 'A" });
    expect(exitCode).toBeGreaterThan(0);
    expect(steps.find(({ name }) => name === 'Run')?.outcome).toBe('skipped');
  });

  it.each(['version', 'suite', 'project', 'baseline', 'shard', 'args', 'artifact'])(
    'a command in %s is only a text',
    async (input) => {
      const text = `"; touch ${folder}/hacked; $(touch ${folder}/hacked) '`;
      await action({ [input]: text });
      expect(() => readFileSync(join(folder, 'hacked'))).toThrow('ENOENT');
    },
  );
});

describe('the outputs', () => {
  beforeEach(installed);

  it('are the counts of the run, its exit code and its folder', async () => {
    const { outputs, exitCode, summary } = await action({}, { RUN_ENDS: '1' });
    const { folder: runs = '', report, ...counts } = outputs;
    expect(counts).toEqual({
      pass: '7',
      fail: '6',
      known: '5',
      fixed: '1',
      inconclusive: '4',
      skipped: '3',
      'not-run': '2',
      'exit-code': '1',
    });
    expect(readFileSync(join(runs, 'results.json'), 'utf8')).toContain('"pass":7');
    expect(report).toBe(join(runs, 'report.html'));
    expect({ exitCode, summary }).toEqual({ exitCode: 1, summary: '# Summary\n' });
  });

  it.each(['0', '1', '2', '3', '75', '130'])('exit code %s is that of the action', async (code) => {
    const { outputs, exitCode, steps } = await action({}, { RUN_ENDS: code });
    expect([outputs['exit-code'], exitCode]).toEqual([code, Number(code)]);
    const kept = steps.find(({ uses }) => uses?.startsWith('actions/upload-artifact@'));
    expect(kept).toMatchObject({ outcome: 'left out', with: { path: outputs['folder'] } });
  });

  it('a plan that is refused ends it, before anything is fetched', async () => {
    const { outputs, exitCode, steps } = await action({ suite: 'fulll' }, { PLAN_ENDS: '64' });
    expect([outputs['exit-code'], exitCode]).toEqual(['64', 64]);
    expect(outputs['folder']).toBe('');
    expect(steps.slice(2).map(({ outcome }) => outcome)).toEqual(
      steps.slice(2).map(() => 'skipped'),
    );
  });
});

describe('the cache of n8n', () => {
  beforeEach(installed);
  const outcome = async (name: string, ...given: Parameters<typeof action>) =>
    (await action(...given)).steps.find((step) => step.name === name);

  it('has a key with the versions that the plan names, the system and the architecture', async () => {
    expect((await outcome('Bring n8n from the cache'))?.with?.['key']).toBe(
      'n8n-oauth-chaos-Linux-X64-latest-2.41.1-single-1.123.81-queue-',
    );
  });

  it.each([{}, { OAUTH_CHAOS_CACHE: '/a/b' }, { XDG_CACHE_HOME: '/c' }])(
    'is the folder that the program itself takes: %j',
    async (env) => {
      const home = process.env['HOME'] ?? '';
      const taken = await outcome('Bring n8n from the cache', {}, { HOME: home, ...env });
      expect(taken?.with?.['path']).toMatch(new RegExp(`^${cacheRoot(env)}/store\n`));
      expect(readFileSync(join(folder, 'cache'), 'utf8')).toBe(`${cacheRoot(env)}\n`);
    },
  );

  it('is kept after a run that was carried through, unless it was there', async () => {
    const name = 'Keep n8n in the cache';
    for (const code of ['0', '1', '2'])
      expect((await outcome(name, {}, { RUN_ENDS: code }))?.outcome).toBe('left out');
    expect((await outcome(name, {}, { RUN_ENDS: '75' }))?.outcome).toBe('skipped');
    const others = { cache: { 'cache-hit': 'true' } };
    expect((await outcome(name, {}, {}, { others }))?.outcome).toBe('skipped');
  });
});

it('names the artefact after the job and its number, or as it is told', async () => {
  installed();
  const named = async (inputs: Readonly<Record<string, string>>) =>
    (await action(inputs, {}, { job: 'shard', jobIndex: '3' })).steps.find(({ uses }) =>
      uses?.startsWith('actions/upload-artifact@'),
    )?.with?.['name'];
  expect(await named({})).toBe('oauth-chaos-shard-3');
  expect(await named({ artifact: 'mine' })).toBe('mine');
});

describe('without oauth-chaos in the project', () => {
  const NPM = `#!/usr/bin/env bash
printf '%s\\0' "$@" > "$NOTES/npm"
mkdir -p "$3/node_modules/.bin" && cp "$NOTES/fake" "$3/node_modules/.bin/oauth-chaos"
`;
  beforeEach(() => {
    program('bin/npx', '#!/bin/sh\necho canceled >&2\nexit 1\n');
    program('bin/npm', NPM);
  });
  const npm = (): readonly string[] => readFileSync(join(folder, 'npm'), 'utf8').split('\0');

  it("installs the action's own version into the runner's folder", async () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      readonly version: string;
    };
    expect((await action()).exitCode).toBe(0);
    expect(npm()).toContain(`n8n-oauth-chaos@${version}`);
    expect(npm()[2]).toMatch(new RegExp(`^${folder}/temp/`));
    expect(noted('run')).toContain('--reporter=github');
  });

  it('or the package that is named', async () => {
    await action({ package: './n8n-oauth-chaos-1.0.0.tgz' });
    expect(npm()).toContain('./n8n-oauth-chaos-1.0.0.tgz');
  });
});

describe('files of a step', () => {
  it('hold values of one line and of several', () => {
    expect(assignments('a=b=c\nd<<END\ne\n\nf=g\nEND\nh=\n')).toEqual({
      a: 'b=c',
      d: 'e\n\nf=g',
      h: '',
    });
  });

  it.each(['a', '=b', 'a<<END\nb'])('are refused as GitHub does: %j', (text) => {
    expect(() => assignments(text)).toThrow(/Not an assignment|has no end/);
  });
});
