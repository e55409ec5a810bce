import { createColors } from 'picocolors';
import { describe, expect, it } from 'vitest';
import { loadResultSchema } from '../../harness/model/load.ts';
import { scenarioLines } from '../list/scenario-lines.ts';
import { markdownDocument } from '../markdown/markdown-document.ts';
import { sampleLoad, sampleLoadRun } from '../testing/sample-load.ts';
import { sampleRun } from '../testing/sample-run.ts';
import { highest, pathOf, stripsOf } from '../viewer/load/curves.ts';
import { loadDocument } from './load-document.ts';
import { fullText, loadRows, longestToFull } from './load-rows.ts';

const { results } = sampleLoadRun();

describe('a load in reports', () => {
  it('is of the form that results have', () => {
    expect(loadResultSchema.parse(sampleLoad())).toEqual(sampleLoad());
  });

  it('has its numbers, with what each expiry cost', () => {
    const rows = new Map(loadRows(sampleLoad()));
    expect(rows.get('calls made')).toBe('400 of 400, 20/s for 20 s');
    expect(rows.get('failed')).toBe('12 (3 %)');
    expect(rows.get('refreshes per expiry')).toBe('1 to 3');
    expect(rows.get('expiry to full throughput, at most')).toBe('900 ms');
    expect(rows.get('exchanges in the history')).toBe('all');
  });

  it('says when throughput never came back, and when nobody can tell', () => {
    const [first] = sampleLoad().expiries;
    if (first === undefined) throw new Error('The sample has expiries.');
    const { fullAfterMs: _, ...undecided } = first;
    const never = sampleLoad({ expiries: [{ ...first, fullAfterMs: null }, first] });
    expect(fullText(longestToFull(never))).toBe('never again');
    expect(fullText(longestToFull(sampleLoad({ expiries: [undecided] })))).toBe('–');
  });

  it('says that only samples are kept', () => {
    const leftOut = { accepted: 900, refused: 0, token: 0 };
    const rows = new Map(loadRows(sampleLoad({ sampling: { every: 10, most: 5_000, leftOut } })));
    expect(rows.get('exchanges in the history')).toContain('900 more are counted and not kept');
  });

  it('stands under its scenario in a terminal, also when it passes, within 100 columns', () => {
    const [loaded] = results.scenarios.filter(({ load }) => load !== undefined);
    if (loaded === undefined) throw new Error('The sample has a load.');
    const lines = scenarioLines(loaded, { colours: createColors(false), withTarget: true });
    expect(lines.join('\n')).toContain('✗ http_req_failed: rate<0.01 (0.03)');
    expect(lines.join('\n')).toContain('✗ expiry_to_full_throughput: max<9000 (no end)');
    for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(100);
  });

  it('is a table in Markdown, a column for each target, and nothing where there is none', () => {
    const text = markdownDocument(results);
    expect(text).toContain('| Load | control/no-fault on 1.123.81 | control/no-fault on 2.41.1 |');
    expect(text).toContain('| failed | 12 (3 %) | 0 (0 %) |');
    expect(loadDocument(sampleRun().results)).toBe('');
  });
});

describe('the curves of a load', () => {
  it('are counted per second, and bars stand on each other', () => {
    const [throughput, latency, failures, requests] = stripsOf(sampleLoad());
    expect(throughput && highest(throughput)).toBe(20);
    expect(latency && highest(latency)).toBe(400);
    expect(failures && highest(failures)).toBe(12);
    expect(requests && highest(requests)).toBe(6);
  });

  it('have a gap where nothing was measured', () => {
    expect(pathOf([0, 10, undefined, 5], { width: 40, height: 20, most: 10 })).toBe(
      'M5 20L15 0M35 10',
    );
    expect(pathOf([], { width: 40, height: 20, most: 0 })).toBe('');
  });
});
