import { describe, expect, it } from 'vitest';
import type { PlannedRun, Results, TargetResult } from '../../harness/model/results.ts';
import { sampleRun } from '../testing/sample-run.ts';
import { reproducer } from './reproduce.ts';

const embedded: TargetResult = {
  id: '2.41.1',
  n8n: '2.41.1',
  topology: 'single',
  driver: 'embedded',
  node: '24.21.0',
  overrides: {},
  baseline: '2.41.1.yaml',
};
const grace: PlannedRun = { name: 'rotation/grace', title: 'Grace', target: 'x', attempt: 1 };

function command(
  target: Partial<TargetResult>,
  planned: readonly Partial<PlannedRun>[] = [{}],
  own?: Results['ownWorkflow'],
  run: Partial<Results['run']> = {},
): string | undefined {
  const { results } = sampleRun();
  const at = { ...embedded, ...target };
  const all = planned.map((one) => ({ ...grace, ...one, target: at.id }));
  return reproducer({
    run: { ...results.run, seed: 7, ...run },
    targets: [at],
    planned: all,
    scenarios: [],
    ...(own === undefined ? {} : { ownWorkflow: own }),
  })({ name: all[0]?.name ?? '', target: at.id });
}
const ofFile = (file: string): string | undefined => command({}, [{ name: 'incident/mine', file }]);

describe('the command that runs a scenario again', () => {
  it('names version and seed, and attempts when there are several', () => {
    expect(command({})).toBe(
      'npx --no-install oauth-chaos run rotation/grace --n8n 2.41.1 --seed 7',
    );
    expect(command({}, [{}, { attempt: 8 }])).toMatch(/--seed 7 --repeat 8$/);
  });

  it('repeats topology, workers and settings, quoted for a shell', () => {
    expect(
      command({
        id: '2.41.1-queue',
        topology: 'queue',
        workers: 3,
        settings: { N8N_LOG_LEVEL: "it's a; test" },
      }),
    ).toBe(
      String.raw`npx --no-install oauth-chaos run rotation/grace --n8n 2.41.1 --topology queue --queue-workers 3 --env 'N8N_LOG_LEVEL=it'\''s a; test' --seed 7`,
    );
  });

  it('chooses the project of a configuration, and what that may say otherwise', () => {
    const found = { config: 'oauth-chaos.config.mts' };
    expect(command({ id: 'now@2.41.1', project: 'now' }, [{}], undefined, found)).toBe(
      'npx --no-install oauth-chaos run rotation/grace --project now --n8n 2.41.1 --topology single --seed 7',
    );
    for (const config of ['nightly.ts', 'ci/oauth-chaos.config.ts'])
      expect(command({}, [{}], undefined, { config })).toContain(` --config ${config} --n8n`);
  });

  it('compares with the known failures that the run was compared with', () => {
    const { baseline: _, ...without } = embedded;
    const of = (target: TargetResult) => {
      const { results } = sampleRun();
      const all = [{ ...grace, target: target.id }];
      const run = { ...results, targets: [target], planned: all, scenarios: [] };
      return reproducer(run)({ name: grace.name, target: target.id });
    };
    expect(of(without)).toContain(' --baseline none --seed');
    expect(of({ ...without, baseline: 'mine', baselineFile: 'ci/mine.yaml' })).toContain(
      ' --baseline ci/mine.yaml --seed',
    );
    expect(of(embedded)).not.toContain('--baseline');
  });

  it('is one of docker where the run was in a container', () => {
    const image = 'registry.example.com/n8n-oauth-chaos:2.41.1';
    expect(command({}, [{ name: 'mine/a', file: 'mine.yaml' }], undefined, { image })).toBe(
      `docker run --rm --user "$(id -u):$(id -g)" -v "$PWD:/work" ${image} run mine.yaml --n8n 2.41.1 --seed 7`,
    );
  });

  it('repeats the own workflow and what belongs to it', () => {
    const asked = {
      workflow: 'all.json#My orders',
      input: 'in.json',
      credential: 'CRM',
      limit: '10m',
    };
    const own = { file: '', asked, form: '', name: '', nodes: [], credentials: [], notes: [] };
    expect(command({}, [{}], { ...own, leftOut: [] })).toContain(
      " --workflow 'all.json#My orders' --workflow-input in.json --workflow-credential CRM --workflow-limit 10m --seed 7",
    );
  });

  it('names the file of a scenario as it was given', () => {
    expect(ofFile('cases/mine.yaml')).toBe(
      'npx --no-install oauth-chaos run cases/mine.yaml --n8n 2.41.1 --seed 7',
    );
    expect(ofFile("../it's mine.yaml")).toContain(String.raw` run '../it'\''s mine.yaml' --n8n`);
    expect(ofFile('-mine.yaml')).toContain(' run ./-mine.yaml --n8n');
  });

  it('asks a reader for what the results do not hold', () => {
    expect(command({ id: 'path-2.41.1-abc', driver: 'embedded' })).toContain(
      "--n8n 'path:<folder of this n8n>'",
    );
    expect(command({ driver: 'remote', topology: 'postgres' })).toContain(
      "--n8n '<address of the instance>' --i-own-this-instance --seed",
    );
  });

  it('names the image of a container', () => {
    expect(command({ driver: 'docker', images: { n8n: 'n8nio/n8n:2.41.1 sha256:0f' } })).toContain(
      '--n8n docker:n8nio/n8n:2.41.1 ',
    );
  });

  it('says nothing of a client that is no n8n', () => {
    expect(command({ driver: 'reference-client' })).toBeUndefined();
  });

  it('knows each target by itself', () => {
    const { results } = sampleRun();
    const again = reproducer(results);
    for (const result of results.scenarios)
      expect(again(result)).toBe(
        `npx --no-install oauth-chaos run ${result.name} --n8n ${result.target} --seed 42`,
      );
    expect(again({ name: 'a/b', target: 'no such target' })).toBeUndefined();
  });
});
