import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkers } from '../harness/check/checkers/index.ts';
import { findLoadScenario, loadLoadScenarios } from '../harness/load/known-load-scenarios.ts';
import { planLoad } from '../harness/load/plan-load.ts';
import { remedies } from '../harness/run/remedies/index.ts';
import { workflows } from '../harness/workflows/index.ts';

const loads = await loadLoadScenarios(import.meta.dirname);

describe('load scenarios', () => {
  it.each(loads.map((load) => [load.name, load] as const))('%s can be planned', (_, load) => {
    const { planned } = planLoad(load, {}, { seed: 1, catalog: { workflows, checkers, remedies } });
    expect(planned.scenario.name).toBe(load.name);
    // Without this a load that met no expiry would only be inconclusive, and nobody would ask why.
    expect(load.thresholds.expiries).toBeDefined();
    expect(load.realm).toHaveProperty('accessTokenTtl');
  });

  it('are found by their names, with and without the folder', () => {
    expect(findLoadScenario('expiries', loads).name).toBe('load/expiries');
    expect(findLoadScenario('load/expiries', loads).name).toBe('load/expiries');
    expect(() => findLoadScenario('expirys', loads)).toThrow(
      expect.objectContaining({ exitCode: 64, hint: "did you mean 'load/expiries'?" }),
    );
  });

  it('stand in files of their own names', async () => {
    await expect(loadLoadScenarios(join(import.meta.dirname, 'advice'))).rejects.toThrow();
  });
});
