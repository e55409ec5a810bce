import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, matchesGlob } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { githubProblems } from './composite/github-parser.ts';
import { root } from './execute.ts';

const examples = join(root, 'examples/ci');
const read = (path: string): string => readFileSync(join(examples, path), 'utf8');

interface GithubJob {
  readonly steps: readonly { readonly uses?: string; readonly with: Texts }[];
  readonly strategy?: { readonly matrix: { readonly shard: readonly string[] } };
}
interface GitlabJob {
  readonly before_script: readonly string[];
  readonly script: readonly string[];
  readonly parallel: { readonly matrix: readonly { readonly SHARD: readonly string[] }[] };
  readonly artifacts: { readonly paths: readonly string[] };
}
interface Container {
  readonly args: readonly string[];
  readonly env?: readonly { readonly name: string; readonly value: string }[];
}
interface KubernetesJob {
  readonly spec: {
    readonly completions: number;
    readonly template: { readonly spec: { readonly containers: readonly Container[] } };
  };
}
type Texts = Readonly<Record<string, string>>;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'oauth-chaos-ci-'));
  for (const name of ['bin', 'work', 'config', 'shards']) mkdirSync(join(folder, name));
  program('npm', 'echo "npm $*" >> "$NOTES"');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function program(name: string, script: string): void {
  writeFileSync(join(folder, 'bin', name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, 'bin', name), 0o755);
}

/** Runs a script of an example, with the programs of this test before those of the machine. */
const shell = (script: string, env: Texts = {}) =>
  execa('sh', ['-ec', script], {
    cwd: join(folder, 'work'),
    reject: false,
    all: true,
    env: {
      ...env,
      VITEST: '',
      NOTES: join(folder, 'notes'),
      PATH: `${join(folder, 'bin')}${delimiter}${process.env['PATH']}`,
    },
  });

const notes = (): readonly string[] =>
  readFileSync(join(folder, 'notes'), 'utf8').trimEnd().split('\n');

describe('GitHub', () => {
  const file = 'github/oauth-chaos.yml';

  it("is a workflow as GitHub's own parser wants it", async () => {
    expect(await githubProblems(join(examples, file), 'workflow')).toEqual([]);
  });

  it('gives the action inputs that it has, and merges the artefacts that it keeps', () => {
    const { jobs } = parse(read(file)) as { readonly jobs: Readonly<Record<string, GithubJob>> };
    const given = (job: string, uses: string): Texts =>
      jobs[job]?.steps.find((step) => step.uses?.includes(uses))?.with ?? {};
    const { inputs } = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as {
      readonly inputs: object;
    };
    const used = Object.keys(given('shard', '/n8n-oauth-chaos'));
    expect(used).toContain('shard');
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(used));
    expect(jobs['shard']?.strategy?.matrix.shard).toEqual(['1/4', '2/4', '3/4', '4/4']);
    const { pattern = '' } = given('merge', 'actions/download-artifact@');
    // As the action names it: oauth-chaos, the job and its number.
    expect(matchesGlob('oauth-chaos-shard-3', pattern)).toBe(true);
    expect(matchesGlob('oauth-chaos', pattern)).toBe(false);
  });
});

describe('GitLab', () => {
  const jobs = parse(read('gitlab/oauth-chaos.gitlab-ci.yml')) as Record<
    '.oauth-chaos' | 'oauth-chaos' | 'oauth-chaos-merge',
    GitlabJob
  >;
  const script = (job: keyof typeof jobs): string =>
    [...jobs['.oauth-chaos'].before_script, ...jobs[job].script].join('\n');

  it('runs each shard into a folder of its own, and merges them', async () => {
    program('npx', 'echo "npx $*" >> "$NOTES"');
    const [matrix] = jobs['oauth-chaos'].parallel.matrix;
    for (const SHARD of matrix?.SHARD ?? []) await shell(script('oauth-chaos'), { SHARD });
    await shell(script('oauth-chaos-merge'));
    expect(notes().filter((line) => line !== 'npm ci')).toEqual([
      ...[1, 2, 3, 4].map(
        (part) => `npx --no-install oauth-chaos run --shard ${part}/4 --output shards/${part}`,
      ),
      'npx --no-install oauth-chaos merge shards --output merged --reporter junit',
    ]);
    expect(jobs['oauth-chaos'].artifacts.paths).toEqual(['shards']);
  });
});

describe('Kubernetes', () => {
  const [, job, merge] = parseAllDocuments(read('kubernetes/oauth-chaos.job.yaml')).map(
    (one) => one.toJS() as KubernetesJob,
  );
  const containerOf = (one: KubernetesJob | undefined): Container =>
    one?.spec.template.spec.containers[0] ?? { args: [] };
  const variables = Object.fromEntries(
    (containerOf(job).env ?? []).map(({ name, value }) => [name, value]),
  );

  /** Runs the script of a pod; its volumes are folders of this test. */
  const pod = (one: KubernetesJob | undefined, env: Texts = {}) => {
    const [script = ''] = containerOf(one).args;
    return shell(script.replaceAll(/\/(?=(?:config|work|shards)\b)/g, `${folder}/`), env);
  };

  it('is an Indexed Job that tells how many shards there are', () => {
    expect(job?.spec).toMatchObject({ completionMode: 'Indexed', completions: 4, parallelism: 4 });
    expect(variables['OAUTH_CHAOS_SHARDS']).toBe(String(job?.spec.completions));
  });

  it('its pods have disjoint plans that together are the whole', async () => {
    writeFileSync(join(folder, 'config/oauth-chaos.config.json'), '{ "targets": ["path:."] }');
    fakeN8n();
    program('npx', `shift 2; exec "${process.execPath}" "${root}/main.ts" "$@" --dry-run`);
    const planned = (text: string): readonly string[] =>
      [...text.matchAll(/^([a-z\d-]+\/\S+) {2}/gm)].map(([, name = '']) => name);
    const parts: string[][] = [];
    for (const index of ['0', '1', '2', '3']) {
      const { all, exitCode } = await pod(job, { ...variables, JOB_COMPLETION_INDEX: index });
      expect(exitCode, all).toBe(0);
      parts.push([...planned(all)]);
      expect(existsSync(join(folder, 'shards', `${index}.ended`))).toBe(true);
    }
    const whole = planned((await shell('npx --no-install oauth-chaos run')).all);
    expect(whole.length).toBeGreaterThan(50);
    expect(Math.min(...parts.map(({ length }) => length))).toBeGreaterThan(0);
    expect(parts.flat().sort()).toEqual([...whole].sort());
  });

  it('a pod ends as its run did, and says that it has ended', async () => {
    program('npx', 'exit 75');
    const { exitCode } = await pod(job, { ...variables, JOB_COMPLETION_INDEX: '2' });
    expect(exitCode).toBe(75);
    expect(existsSync(join(folder, 'shards/2.ended'))).toBe(true);
  });

  it('merges when all have ended, and ends as the merge did', async () => {
    program('npx', `ls "${folder}/shards" >> "$NOTES"; echo "npx $*" >> "$NOTES"; exit 2`);
    const all = ['0', '1', '2', '3'].map((index) => join(folder, 'shards', `${index}.ended`));
    all.slice(1).forEach((file) => writeFileSync(file, ''));
    const merged = pod(merge);
    await expect.poll(() => existsSync(join(folder, 'notes'))).toBe(true);
    writeFileSync(all[0] ?? '', '');
    expect((await merged).exitCode).toBe(2);
    expect(notes()).toEqual([
      'npm ci',
      ...['0', '1', '2', '3'].map((index) => `${index}.ended`),
      `npx --no-install oauth-chaos merge ${folder}/shards --output ${folder}/shards/merged --reporter junit`,
    ]);
  });

  /** What a dry run wants to know of an n8n that somebody has built. */
  function fakeN8n(): void {
    const n8n = join(folder, 'config/node_modules/n8n');
    for (const part of ['bin', 'dist']) mkdirSync(join(n8n, part), { recursive: true });
    const manifest = { name: 'n8n', version: '2.41.1', engines: { node: '>=20' } };
    writeFileSync(join(n8n, 'package.json'), JSON.stringify(manifest));
    writeFileSync(join(n8n, 'bin/n8n'), '');
  }
});
