import { describe, expect, test } from 'vitest';
import { checkers } from '../../harness/check/checkers/index.ts';
import { find, type CoverageData } from '../../harness/index.ts';
import { idleFinders } from '../../harness/plan/coverage/idle-finders.ts';
import { measureCoverage } from '../../harness/plan/coverage/measure-coverage.ts';
import { loadScenarios } from '../../harness/plan/load-scenarios.ts';
import coverage from './index.ts';

const scenarios = await loadScenarios(`${import.meta.dirname}/..`);
const measured = measureCoverage({ scenarios, coverage });

/** A coverage with a single row. */
const row = (by: CoverageData['sections'][number]['themes'][number]['rows'][number]) => ({
  ...coverage,
  sections: [{ section: 'one', themes: [{ theme: 'one', rows: [by] }] }],
});

describe('what must be covered', () => {
  test('is found by rules each of which finds a scenario', () => {
    expect(idleFinders(coverage, scenarios)).toEqual([]);
  });

  test('a rule that finds none is told, and so is a row without a rule', () => {
    const what = 'Something';
    expect(idleFinders(row({ what, by: [find.named('no/such-scenario')] }), scenarios)).toEqual([
      'Something: scenario no/such-scenario',
    ]);
    expect(
      idleFinders(
        row({ what, by: [find.fault('wire/hang'), find.fault('wire/hang', { at: 'nowhere' })] }),
        scenarios,
      ),
    ).toEqual(['Something: wire/hang (at nowhere)']);
    expect(idleFinders(row({ what, by: [] }), scenarios)).toEqual(['Something: no rule']);
  });

  test('is said once each', () => {
    const rows = measured.rows.map(({ section, theme, what }) => `${section} ${theme} ${what}`);
    expect(new Set(rows).size).toBe(rows.length);
  });

  test('names checkers that exist, and every one of the invariants has its own', () => {
    const known = new Set<string>(checkers.map(({ name }) => name));
    const named = coverage.sections
      .flatMap(({ themes }) => themes)
      .flatMap(({ rows }) => rows)
      .flatMap((one) => ('by' in one ? one.by : []))
      .flatMap(({ checker }) => checker ?? []);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
    expect(new Set(named).size).toBeGreaterThanOrEqual(15);
  });
});

describe('what is there', () => {
  test('every fault is used by a scenario, or it is said why none can', () => {
    const unused = measured.faults.filter(
      ({ scenarios: users, neverMet }) => users.length === 0 && neverMet === undefined,
    );
    expect(unused.map(({ name }) => name)).toEqual([]);
  });

  test('at most four faults are said to be met by nobody', () => {
    expect(coverage.neverMet.length).toBeLessThanOrEqual(4);
  });

  test('every preset is imitated by a scenario', () => {
    const unused = measured.presets.filter(({ scenarios: users }) => users.length === 0);
    expect(unused.map(({ name }) => name)).toEqual([]);
  });

  test('every scenario has a word for what goes wrong, but the one in which nothing does', () => {
    const without = measured.kinds.filter(({ verbs }) => verbs.length === 0);
    expect(without.map(({ name }) => name)).toEqual(['control/no-fault']);
    expect(Object.values(measured.byVerb).filter((number) => number === 0)).toEqual([]);
  });

  test('themes count every scenario once', () => {
    const sum = Object.values(measured.byTheme).reduce((one, other) => one + other, 0);
    expect(sum).toBe(scenarios.length);
  });
});
