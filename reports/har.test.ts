import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { harSchema } from '../mock-provider/traffic/testing/har-schema.ts';
import { harReporter } from './har.ts';
import { sampleContext } from './testing/report-context.ts';
import { sampleRun } from './testing/sample-run.ts';
import { temporaryDirectory } from './testing/temporary-directory.ts';
import { withWire } from './testing/with-wire.ts';

it('writes the exchanges of all results, each result as a page', async () => {
  await using folder = await temporaryDirectory();
  const run = withWire(sampleRun());
  const context = sampleContext(run, folder.path);
  const file = path.join(folder.path, 'run.har');
  expect(await harReporter.create(context).onRunEnd?.(run.results, context)).toEqual([file]);
  const { log } = harSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  const requests = [...run.histories.values()].flat().filter(({ type }) => type === 'request');
  expect(log.entries).toHaveLength(requests.length);
  expect(log.pages?.[0]?.title).toMatch(/ on \d/);
  const pages = new Set(log.pages?.map(({ id }) => id));
  expect(log.entries.every(({ pageref }) => pages.has(pageref ?? ''))).toBe(true);
});

it('is an empty archive where an older version recorded no heads and bodies', async () => {
  await using folder = await temporaryDirectory();
  const run = sampleRun();
  const file = path.join(folder.path, 'new', 'a.har');
  const context = sampleContext(run, folder.path, file);
  expect(await harReporter.create(context).onRunEnd?.(run.results, context)).toEqual([file]);
  expect(harSchema.parse(JSON.parse(await readFile(file, 'utf8'))).log.entries).toEqual([]);
});
