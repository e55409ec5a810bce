import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { resultsSchema } from '../harness/model/results.ts';
import { jsonReporter } from './json.ts';
import { sampleContext } from './testing/report-context.ts';
import { sampleRun } from './testing/sample-run.ts';
import { temporaryDirectory } from './testing/temporary-directory.ts';

const run = sampleRun();

describe('json', () => {
  it('points at the results of the run and writes nothing', async () => {
    await using folder = await temporaryDirectory();
    const context = sampleContext(run, folder.path);
    expect(await jsonReporter.create(context).onRunEnd?.(run.results, context)).toEqual([
      path.join(folder.path, 'results.json'),
    ]);
    expect(await readdir(folder.path)).toEqual([]);
  });

  it('writes a copy to a path, which reads back as the same results', async () => {
    await using folder = await temporaryDirectory();
    const file = path.join(folder.path, 'new', 'copy.json');
    const context = sampleContext(run, folder.path, file);
    expect(await jsonReporter.create(context).onRunEnd?.(run.results, context)).toEqual([file]);
    expect(resultsSchema.parse(JSON.parse(await readFile(file, 'utf8')))).toEqual(run.results);
  });
});
