import { toMs, type Duration } from '../../mock-provider/index.ts';
import type { DefinedScenario } from '../plan/defined-scenario.ts';

/** What a step writes a time under: how long it lasts, by how much it delays, how long it waits. */
const TIMES: ReadonlySet<string> = new Set(['for', 'by', 'within']);

const shorter = (value: unknown, factor: number): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      TIMES.has(key) && typeof member === 'string'
        ? `${Math.max(1, Math.round(toMs(member as Duration) / factor))}ms`
        : shorter(member, factor),
    ]),
  );
};

/**
 * The same scenario with the times of its plan divided by a factor: for clients whose own times are
 * as much shorter than those of n8n. The times of tokens and of the expectation stay as they are.
 */
export const hurried = (scenario: DefinedScenario, factor: number): DefinedScenario => ({
  ...scenario,
  plan: scenario.plan.map((step) => shorter(step, factor) as typeof step),
});
