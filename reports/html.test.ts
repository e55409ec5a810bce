import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HarnessError } from '../harness/model/error.ts';
import { htmlReporterOn } from './html.ts';
import { embedData, escapeJson, PLACEHOLDER } from './page/embed-data.ts';
import { readViewer } from './page/find-viewer.ts';
import { fitResults } from './page/fit-results.ts';
import { packHistory } from './page/pack-history.ts';
import { historyId, PACKED_TYPE, RESULTS_ID, screenshotsId } from './page/report-data.ts';
import { sampleContext } from './testing/report-context.ts';
import { sampleRun } from './testing/sample-run.ts';
import { temporaryDirectory } from './testing/temporary-directory.ts';
import { standingOf, WORST_FIRST } from './text/standing.ts';
import { unpackHistory } from './viewer/unpack-history.ts';

const run = sampleRun();
const viewer = `<html><body>${PLACEHOLDER}</body></html>`;

const textOf = (page: string, type: string, id: string): string | undefined =>
  new RegExp(`<script type="${type}" id="${id}">([^<]*)</script>`).exec(page)?.[1];

const resultsIn = (page: string): unknown =>
  JSON.parse(textOf(page, 'application/json', RESULTS_ID) ?? 'null');

const packedIn = (page: string, index: number): string | undefined =>
  textOf(page, PACKED_TYPE, historyId(index));

describe('escapeJson', () => {
  it('never ends its script element and reads back as the same value', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom('</script>', '<!--<script>', '\u2028\u2029', '$&$1'),
        (value, evil) => {
          const text = escapeJson({ value, evil });
          expect(text).not.toMatch(/[<\u2028\u2029]/);
          expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify({ value, evil })));
        },
      ),
    );
  });
});

describe('embedData', () => {
  it('keeps hostile texts out of the page', () => {
    const [first] = run.results.scenarios;
    if (first === undefined) throw new Error('the sample run has no result');
    const evil = { ...first, summary: '</script><script>alert(1)</script>$`' };
    const page = embedData(viewer, {
      results: { ...run.results, scenarios: [evil] },
      histories: [undefined],
    });
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(resultsIn(page)).toMatchObject({ scenarios: [{ summary: evil.summary }] });
  });

  it('refuses a viewer without a single place for the data', () => {
    for (const unusable of ['<html></html>', PLACEHOLDER + PLACEHOLDER]) {
      expect(() => embedData(unusable, { results: run.results, histories: [] })).toThrow(
        HarnessError,
      );
    }
  });
});

describe('html', () => {
  it('writes one page with the results and every history there is', async () => {
    await using folder = await temporaryDirectory();
    const context = sampleContext(run, folder.path);
    const files = await htmlReporterOn(async () => viewer)
      .create(context)
      .onRunEnd?.(run.results, context);
    expect(files).toEqual([path.join(folder.path, 'report.html')]);
    const page = await readFile(path.join(folder.path, 'report.html'), 'utf8');
    expect(resultsIn(page)).toEqual(run.results);
    run.results.scenarios.forEach((result, index) => {
      const packed = packedIn(page, index);
      expect(packed === undefined ? undefined : unpackHistory(packed)).toEqual(
        result.history === undefined ? undefined : run.histories.get(result.history),
      );
    });
  });

  it('has the pictures that a result lists, and says of each that is not there', async () => {
    await using folder = await temporaryDirectory();
    const [first, ...others] = run.results.scenarios;
    if (first === undefined) throw new Error('the sample run has no result');
    const listed = (['before', 'after'] as const).map((moment) => ({
      credential: 'main',
      moment,
      file: `shots/${moment}.png`,
    }));
    const results = { ...run.results, scenarios: [{ ...first, screenshots: listed }, ...others] };
    const screenshots = new Map([['shots/after.png', new Uint8Array([1, 2, 3])]]);
    const context = sampleContext({ ...run, results, screenshots }, folder.path);
    await htmlReporterOn(async () => viewer)
      .create(context)
      .onRunEnd?.(results, context);
    const page = await readFile(path.join(folder.path, 'report.html'), 'utf8');
    expect(textOf(page, 'application/json', screenshotsId(0))).toBe('[null,"AQID"]');
    expect(textOf(page, 'application/json', screenshotsId(1))).toBeUndefined();
  });

  it('has the histories of the worst results where all would be too large, and says so', async () => {
    await using folder = await temporaryDirectory();
    const context = sampleContext(run, folder.path);
    const sizes = await Promise.all(
      run.results.scenarios.map(async (result) => {
        const events = await context.readHistory(result);
        const length = events && (await packHistory(events)).length;
        return { result, length, place: WORST_FIRST.indexOf(standingOf(result)) };
      }),
    );
    const held = sizes.filter(({ length }) => length !== undefined);
    const [worst] = held.toSorted((one, other) => one.place - other.place);
    await htmlReporterOn(async () => viewer, { histories: worst?.length ?? 0 })
      .create(context)
      .onRunEnd?.(run.results, context);
    const page = await readFile(path.join(folder.path, 'report.html'), 'utf8');
    const there = run.results.scenarios.filter(
      (_result, index) => packedIn(page, index) !== undefined,
    );
    expect(there).toEqual([worst?.result]);
    expect(context.printed.join('\n')).toContain(`not of ${held.length - 1} others`);
  });

  it('leaves out the best results where all would be too large, and says how many', async () => {
    await using folder = await temporaryDirectory();
    const context = sampleContext(run, folder.path);
    const { advice: _, ...results } = run.results;
    const { scenarios } = fitResults(results, 9_000).results;
    expect(scenarios.length).toBeGreaterThan(0);
    await htmlReporterOn(async () => viewer, { results: 9_000 })
      .create(context)
      .onRunEnd?.(results, context);
    const page = await readFile(path.join(folder.path, 'report.html'), 'utf8');
    expect(resultsIn(page)).toMatchObject({ scenarios, totals: results.totals });
    expect(context.printed.join('\n')).toContain(
      `${results.scenarios.length - scenarios.length} results are not in this page`,
    );
    // The histories are those of the results that are there.
    scenarios.forEach((result, index) => {
      const packed = packedIn(page, index);
      expect(packed === undefined ? undefined : unpackHistory(packed)).toEqual(
        result.history === undefined ? undefined : run.histories.get(result.history),
      );
    });
    expect(packedIn(page, scenarios.length)).toBeUndefined();
  });

  it('writes to the path it is given', async () => {
    await using folder = await temporaryDirectory();
    const file = path.join(folder.path, 'pages', 'today.html');
    const context = sampleContext(run, folder.path, file);
    expect(
      await htmlReporterOn(async () => viewer)
        .create(context)
        .onRunEnd?.(run.results, context),
    ).toEqual([file]);
    expect(await readFile(file, 'utf8')).toContain(RESULTS_ID);
  });
});

describe('readViewer', () => {
  it('finds the viewer from the sources and from the compiled tree', async () => {
    await using folder = await temporaryDirectory();
    await mkdir(path.join(folder.path, 'reports/viewer/dist'), { recursive: true });
    await writeFile(path.join(folder.path, 'reports/viewer/dist/index.html'), viewer);
    for (const module of ['reports/page/find-viewer.ts', 'dist/reports/page/find-viewer.js']) {
      expect(await readViewer(pathToFileURL(path.join(folder.path, module)).href)).toBe(viewer);
    }
  });

  it('says how to build it when it is not there', async () => {
    await using folder = await temporaryDirectory();
    const missing = readViewer(
      pathToFileURL(path.join(folder.path, 'reports/page/find-viewer.ts')).href,
    );
    await expect(missing).rejects.toMatchObject({
      code: 'viewer-not-built',
      hint: 'npm run build:viewer',
    });
  });
});
