import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { z } from 'zod';
import { junitReporter } from './junit.ts';
import { junitDocument } from './junit/junit-document.ts';
import { sampleContext } from './testing/report-context.ts';
import { sampleRun, unfinishedRun } from './testing/sample-run.ts';
import { temporaryDirectory } from './testing/temporary-directory.ts';

const run = sampleRun();
const number = z.string().regex(/^\d+$/).transform(Number);
const seconds = z.string().regex(/^\d+\.\d{3}$/);
const properties = z.strictObject({
  property: z.array(z.strictObject({ name: z.string(), value: z.string() })),
});
const ending = z.strictObject({
  message: z.string().min(1),
  type: z.string().optional(),
  '#text': z.string().optional(),
});
const counts = { tests: number, failures: number, errors: number, time: seconds };

/** What is read of a document here; junit.xsd says what may stand in it. */
const document = z.object({
  testsuites: z.strictObject({
    name: z.string(),
    ...counts,
    testsuite: z.array(
      z.strictObject({
        name: z.string(),
        ...counts,
        skipped: number,
        timestamp: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
        hostname: z.string(),
        properties,
        testcase: z.array(
          z.strictObject({
            name: z.string(),
            classname: z.string(),
            time: seconds,
            failure: ending.optional(),
            error: ending.optional(),
            skipped: ending.optional(),
            'system-out': z.string(),
          }),
        ),
      }),
    ),
  }),
});

function parse(xml: string) {
  expect(XMLValidator.validate(xml)).toBe(true);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseAttributeValue: false,
    parseTagValue: false,
    isArray: (name) => ['testsuite', 'testcase', 'property'].includes(name),
  });
  return document.parse(parser.parse(xml)).testsuites;
}

const cases = (target: string) =>
  parse(junitDocument(run.results)).testsuite.find(({ name }) => name === target)?.testcase ?? [];
const find = (target: string, name: string) => cases(target).find((each) => each.name === name);

/** Why a document is none of the form of junit.xsd; empty for a good one. */
async function flaws(xml: string): Promise<readonly string[]> {
  const contents = await readFile(path.join(import.meta.dirname, 'testing', 'junit.xsd'), 'utf8');
  const { errors } = await validateXML({
    xml: { fileName: 'junit.xml', contents: xml },
    schema: { fileName: 'junit.xsd', contents },
  });
  return errors.map(({ message }) => message);
}

describe('junit', () => {
  it('is of the form that Jenkins demands', { timeout: 60_000 }, async () => {
    const allowed = { strict: false, allowFixed: true };
    const { results } = run;
    const strange = results.scenarios.map((result) => ({ ...result, name: 'a/"<&>\u0000\uFFFE' }));
    for (const one of [
      results,
      { ...results, run: { ...results.run, rules: allowed } },
      { ...results, scenarios: strange },
      { ...results, scenarios: [], targets: [] },
      unfinishedRun('interruption'),
      unfinishedRun('bail'),
    ])
      expect(await flaws(junitDocument(one))).toEqual([]);
    const wrong = junitDocument(results).replace('<testcase ', '<testcase line="1" ');
    expect((await flaws(wrong)).join()).toContain("The attribute 'line' is not allowed");
  });

  it('has a suite for every target and a case for every scenario, with counts that add up', () => {
    const { testsuite, ...totals } = parse(junitDocument(run.results));
    expect(testsuite.map(({ name }) => name)).toEqual(['1.123.81', '2.41.1']);
    expect(totals).toMatchObject({ tests: 12, failures: 2, errors: 2 });
    for (const suite of testsuite) {
      expect(suite.tests).toBe(suite.testcase.length);
      expect(suite.failures).toBe(
        suite.testcase.filter(({ failure }) => failure !== undefined).length,
      );
      expect(suite.errors).toBe(suite.testcase.filter(({ error }) => error !== undefined).length);
      expect(suite.skipped).toBe(
        suite.testcase.filter(({ skipped }) => skipped !== undefined).length,
      );
    }
  });

  it('writes an unexpected failure as a failure with its findings', () => {
    const failure = find('1.123.81', 'rotation/concurrent-refresh')?.failure;
    expect(failure?.type).toBe('refresh storm');
    expect(failure?.['#text']).toMatch(/violated no-reuse-of-spent-token: .*\[events \d+/);
    expect(find('2.41.1', 'rotation/concurrent-refresh')?.failure).toBeUndefined();
  });

  it('writes a known failure as skipped with its reason, so that the build stays green and the case visible', () => {
    const known = find('2.41.1', 'throttle/token-endpoint-429');
    expect(known?.failure).toBeUndefined();
    expect(known?.skipped?.message).toContain('known failure: n8n does not wait for Retry-After');
  });

  it('writes an inconclusive run as an error and a skipped one with the reason', () => {
    expect(find('2.41.1', 'reply/reset-after-commit')?.error?.message).toContain('proves nothing');
    expect(find('1.123.81', 'clock/n8n-ahead')?.skipped?.message).toContain(
      'capability skew-clock',
    );
  });

  it('writes a listed failure that no longer happens as a failure, unless that is allowed', () => {
    const rules = { strict: false, allowFixed: true };
    const allowed = { ...run.results, run: { ...run.results.run, rules } };
    const name = 'clock/n8n-ahead';
    expect(find('2.41.1', name)?.failure).toMatchObject({ type: 'fixed unexpectedly' });
    const [, suite] = parse(junitDocument(allowed)).testsuite;
    expect(suite?.testcase.find((one) => one.name === name)?.failure).toBeUndefined();
    expect(suite?.failures).toBe(0);
  });

  it('writes what was planned and did not run as an error, with the reason', () => {
    const { testsuite, ...totals } = parse(junitDocument(unfinishedRun('interruption')));
    expect(totals).toMatchObject({ tests: 14, errors: 4 });
    expect(testsuite.map(({ tests, errors }) => [tests, errors])).toEqual([
      [7, 2],
      [7, 2],
    ]);
    expect(testsuite[1]?.testcase.at(-1)).toMatchObject({
      name: 'queue/never-run #2',
      classname: '2.41.1.queue',
      error: { message: 'not run: The run was interrupted.', type: 'not run' },
    });
  });

  it('says where each scenario is defined, also of one that did not run', () => {
    const { planned = [], ...results } = unfinishedRun('interruption');
    const at = (name: string) => ({ file: `scenarios/${name}.ts`, line: 9 });
    const placed = { ...results, planned: planned.map((one) => ({ ...one, at: at(one.name) })) };
    for (const { testcase } of parse(junitDocument(placed)).testsuite)
      for (const { name, 'system-out': out } of testcase)
        expect(out).toContain(`\ndefined-at: scenarios/${name.replace(/ #\d+$/, '')}.ts:9\n`);
    expect(junitDocument(run.results)).not.toContain('defined-at');
  });

  it('says where the history of a failure is, from the folder where the run was started', () => {
    const [failed] = run.results.scenarios.filter(({ verdict }) => verdict === 'fail');
    expect(junitDocument(run.results, 'reports/runs/x')).toContain(
      `history: reports/runs/x/${failed?.history}</failure>`,
    );
  });

  it('writes what --bail left out as skipped: the failure has made the build red', () => {
    const totals = parse(junitDocument(unfinishedRun('bail')));
    expect(totals).toMatchObject({ tests: 14, errors: 2 });
    expect(totals.testsuite.reduce((sum, { skipped }) => sum + skipped, 0)).toBe(5);
  });

  it('names what was not looked at, and how a failure differs from the known one', () => {
    const scenarios = run.results.scenarios.map((result) => ({
      ...result,
      ...(result.verdict === 'fail' ? { differsFromKnown: 'known as hung' } : {}),
      findings: [
        { checker: 'no-x', verdict: 'not-looked-at' as const, message: 'No log.', evidence: [] },
      ],
    }));
    const [suite] = parse(junitDocument({ ...run.results, scenarios })).testsuite;
    const [control, storm] = suite?.testcase ?? [];
    expect(control?.['system-out']).toContain(
      '\nnot-looked-at: 1 invariant not looked at (no-x)\n',
    );
    expect(control?.['system-out']).toContain('not-looked-at no-x: No log.');
    expect(storm?.failure?.message).toMatch(/^known as hung\. /);
  });

  it('tells outcome and recovery, and the command that runs again what did not pass', () => {
    expect(find('2.41.1', 'control/no-fault')?.['system-out']).toMatch(
      /^outcome: unaffected\nrecovery: unaffected → unaffected\nnothing-to-decide: .*\n\nAll three/,
    );
    expect(find('1.123.81', 'rotation/concurrent-refresh')?.['system-out']).toContain(
      '\nrun-again: npx --no-install oauth-chaos run rotation/concurrent-refresh --n8n 1.123.81 --seed 42\n',
    );
    const [suite] = parse(junitDocument(unfinishedRun('target'))).testsuite;
    expect(suite?.testcase.at(-1)?.['system-out']).toMatch(
      /^outcome: not run\nrun-again: npx .* run queue\/never-run /,
    );
  });

  it('survives texts that XML cannot hold', () => {
    const scenarios = run.results.scenarios.map((result) => ({
      ...result,
      summary: 'a\u0000b\u001B[31m <&"\' ]]> \uD800 é 🙂\nsecond line',
    }));
    const [suite] = parse(junitDocument({ ...run.results, scenarios })).testsuite;
    expect(suite?.testcase[0]?.['system-out']).toContain('<&"\' ]]>');
    expect(suite?.testcase[0]?.['system-out']).toContain('é 🙂');
    expect(suite?.testcase[1]?.failure?.message).toMatch(/^a.b.* second line$/u);
  });

  it('writes a file', async () => {
    await using folder = await temporaryDirectory();
    const context = sampleContext(run, folder.path);
    const files = await junitReporter.create(context).onRunEnd?.(run.results, context);
    expect(files).toEqual([path.join(folder.path, 'junit.xml')]);
    expect(parse(await readFile(path.join(folder.path, 'junit.xml'), 'utf8')).tests).toBe(12);
  });
});
