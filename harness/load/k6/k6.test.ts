import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chooseGenerator } from '../choose-generator.ts';
import type { Calls } from '../generator.ts';
import { runLoadForTest, sampleLoad } from '../testing/run-load-for-test.ts';
import { k6Command } from './k6-command.ts';
import { readPoint } from './read-point.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const scenarioFolder = join(root, 'scenarios');
const LONG = 60_000;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'k6-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A program named k6 that is a stand-in, and how it misbehaves. */
function standIn(mistake = ''): string {
  const path = join(folder, 'k6');
  const main = join(import.meta.dirname, '..', 'testing', 'k6-stand-in', 'main.ts');
  writeFileSync(
    path,
    `#!/bin/sh\nSTAND_IN='${mistake}' exec '${process.execPath}' '${main}' "$@"\n`,
  );
  chmodSync(path, 0o755);
  return path;
}

const chosen = (env: Readonly<Record<string, string>>, wanted?: 'k6' | 'autocannon') =>
  chooseGenerator(wanted, { scenarioFolder, env });

describe('what makes the load', () => {
  it('is k6 where K6_BINARY or PATH leads to it, and autocannon where nothing does', async () => {
    expect(await chosen({ K6_BINARY: standIn() })).toMatchObject({ name: 'k6', version: '1.2.3' });
    expect((await chosen({ PATH: folder })).name).toBe('k6');
    expect((await chosen({ PATH: '/nowhere' })).name).toBe('autocannon');
    expect((await chosen({ K6_BINARY: standIn() }, 'autocannon')).name).toBe('autocannon');
  });

  it.each([
    ['another program', 'other', 'does not say the version of a k6'],
    ['one that takes no TypeScript', 'old', 'it is 0.49.0'],
  ])('is refused when it is %s', async (_, mistake, says) => {
    await expect(chosen({ K6_BINARY: standIn(mistake) })).rejects.toMatchObject({
      code: 'k6-unusable',
      exitCode: 64,
      message: expect.stringContaining(says) as string,
    });
  });

  it('is refused when k6 was asked for and is not there', async () => {
    await expect(chosen({ PATH: '/nowhere' }, 'k6')).rejects.toMatchObject({ code: 'k6-missing' });
    const K6_BINARY = join(folder, 'nothing');
    await expect(chosen({ K6_BINARY })).rejects.toMatchObject({ code: 'k6-unusable' });
  });
});

describe('the script, under a stand-in for k6 and its modules', () => {
  const run = async (mistake = '', part = {}) =>
    runLoadForTest(part, { generator: await chosen({ K6_BINARY: standIn(mistake) }) });

  it(
    'makes the calls, and its summary is read: a correct client passes',
    async () => {
      const { judgement, history } = await run();
      expect(judgement.verdict, judgement.summary).toBe('pass');
      expect(judgement.load).toMatchObject({
        generator: { name: 'k6', version: '1.2.3' },
        calls: { failed: 0 },
      });
      expect(judgement.load?.calls.made).toBeGreaterThan(120);
      expect(judgement.load?.expiries.length).toBeGreaterThan(1);
      const items = history.of('request').flatMap(({ item }) => item ?? []);
      const accepted = history.of('ledger').filter(({ action }) => action === 'accepted');
      expect(new Set(items).size).toBe(accepted.length);
    },
    LONG,
  );

  it.each([
    ['dies in mid-run', 'dies', 'SIGKILL'],
    ['ends with an error', 'fails', 'exit code 107'],
    ['leaves no summary', 'no-summary', 'it left no summary'],
    ['leaves half a summary', 'nonsense', 'its summary cannot be read'],
    ['counts other calls than it tells', 'counts-otherwise', 'its summary counts'],
  ])(
    'is never a pass when k6 %s',
    async (_, mistake, says) => {
      const { judgement } = await run(mistake, { duration: '5s' });
      expect(judgement.verdict).toBe('inconclusive');
      expect(judgement.summary).toContain(says);
    },
    LONG,
  );
});

describe('the command line', () => {
  const calls: Calls = {
    targets: ['http://127.0.0.1:5678/webhook/a'],
    rate: 20,
    durationMs: 60_000,
    bucketMs: 500,
    patienceMs: 15_000,
    aggregates: ['p(99.9)'],
    thresholds: sampleLoad.thresholds,
  };
  const files = { script: '/s/webhook.ts', summary: '/o/summary.json', name: 'oauth-chaos-k6-a' };

  it('says what to call, and leaves to k6 only thresholds on metrics that it has', () => {
    const { file, args } = k6Command({ kind: 'program', path: '/bin/k6' }, calls, files);
    expect(file).toBe('/bin/k6');
    expect(args[0]).toBe('run');
    expect(args.at(-1)).toBe('/s/webhook.ts');
    const told = args.find((arg) => arg.startsWith('OAUTH_CHAOS_LOAD='));
    expect(JSON.parse(told?.replace(/^[^=]*=/, '') ?? '')).toMatchObject({
      targets: calls.targets,
      rate: 20,
      seconds: 60,
      aggregates: expect.arrayContaining(['p(95)', 'p(99.9)']) as unknown,
      thresholds: { http_req_failed: ['rate<0.01'] },
    });
    expect(told).not.toContain('refreshes_per_expiry');
  });

  it('runs the image without pulling it, on the network of this machine', () => {
    const { args } = k6Command({ kind: 'image', path: '/bin/docker' }, calls, files);
    const line = args.join(' ');
    expect(line).toMatch(/^run --rm --pull never --network host --name oauth-chaos-k6-a --user \d/);
    expect(line).toContain('--volume /s:/script:ro --volume /o:/out grafana/k6 run ');
    expect(line).toContain('OAUTH_CHAOS_SUMMARY=/out/summary.json');
    expect(line.endsWith(' /script/webhook.ts')).toBe(true);
  });
});

describe('a line of output', () => {
  const line = (data: object): string =>
    JSON.stringify({ metric: 'http_req_duration', type: 'Point', data });

  it('tells when a call ended, how long it took and how', () => {
    expect(
      readPoint(line({ time: '2026-01-01T00:00:01.5Z', value: 12.5, tags: { status: '500' } })),
    ).toEqual({ endedAtMs: Date.UTC(2026, 0, 1, 0, 0, 1, 500), tookMs: 12.5, status: 500 });
    expect(
      readPoint(line({ time: '2026-01-01T00:00:01Z', value: 1, tags: { status: '0' } }))?.status,
    ).toBeUndefined();
  });

  it.each([
    'nonsense',
    '{"metric":"http_req_duration"',
    '{"metric":"http_req_duration","type":"Metric","data":{}}',
    line({ time: 'yesterday', value: 1 }),
    line({ time: '2026-01-01T00:00:01Z', value: '1' }),
  ])('is left alone when it is no call: %s', (text) => {
    expect(readPoint(text)).toBeUndefined();
  });
});
