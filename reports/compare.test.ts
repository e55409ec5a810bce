import { describe, expect, it } from 'vitest';
import type { ScenarioResult } from '../harness/model/results.ts';
import { compareTargets } from './compare.ts';
import { sampleRun } from './testing/sample-run.ts';

const { results } = sampleRun();
const template = results.scenarios[0];
if (template === undefined) throw new Error('the sample run has no result');
const targets = results.targets;

const result = (
  target: string,
  verdict: ScenarioResult['verdict'],
  more: Partial<ScenarioResult> = {},
): ScenarioResult => ({ ...template, target, verdict, ...more });
const changeOf = (...scenarios: ScenarioResult[]) =>
  compareTargets({ targets, scenarios })[0]?.change;
const [OLD, NEW] = ['1.123.81', '2.41.1'];

describe('compareTargets', () => {
  it('tells same, regressed, fixed and unclear from the first to the last target', () => {
    expect(changeOf(result(OLD, 'pass'), result(NEW, 'pass'))).toBe('same');
    expect(changeOf(result(OLD, 'fail'), result(NEW, 'fail'))).toBe('same');
    expect(changeOf(result(OLD, 'pass'), result(NEW, 'fail'))).toBe('regressed');
    expect(changeOf(result(OLD, 'fail'), result(NEW, 'pass'))).toBe('fixed');
    expect(changeOf(result(OLD, 'pass'), result(NEW, 'inconclusive'))).toBe('unclear');
    expect(changeOf(result(OLD, 'pass'))).toBe('unclear');
  });

  it('counts a known failure as a failure: it is a regression although the baseline lists it', () => {
    expect(
      changeOf(result(OLD, 'pass'), result(NEW, 'fail', { known: { reason: 'listed' } })),
    ).toBe('regressed');
  });

  it('lets the worst attempt speak for all', () => {
    const rows = compareTargets({
      targets,
      scenarios: [result(OLD, 'pass'), result(OLD, 'fail', { attempt: 2 }), result(NEW, 'pass')],
    });
    expect(rows[0]?.cells[0]).toMatchObject({
      standing: 'fail',
      attempts: [{ attempt: 1 }, { attempt: 2 }],
    });
    expect(rows[0]?.change).toBe('fixed');
  });

  it('has a row and a cell for what was planned and did not run', () => {
    const all = { targets, scenarios: [result(OLD, 'pass'), result(NEW, 'pass')] };
    const again = { ...template, target: NEW, attempt: 2 };
    const other = { ...template, target: OLD, name: 'never/run', title: 'It never ran' };
    const rows = compareTargets({ ...all, planned: [...all.scenarios, again, other] });
    expect(
      rows.map(({ name, cells, change }) => [
        name,
        ...cells.map(({ standing }) => standing),
        change,
      ]),
    ).toEqual([
      [template.name, 'pass', 'not-run', 'unclear'],
      ['never/run', 'not-run', undefined, 'unclear'],
    ]);
    expect(rows[0]?.cells[1]).toMatchObject({ notRun: 1, attempts: [{ attempt: 1 }] });
  });

  it('compares nothing when there is one target', () => {
    expect(
      compareTargets({ targets: targets.slice(0, 1), scenarios: [result(OLD, 'pass')] })[0]?.change,
    ).toBeUndefined();
  });
});
