import type { HeldExchange } from '../../../mock-provider/index.ts';
import type { ScenarioRun } from '../scenario-run.ts';

/**
 * Waits for something that the plan does, but not beyond the moment at which the plan holds an
 * exchange of it. What is held then goes on meanwhile, and `finish` waits for it.
 */
export async function unlessHeld(
  run: ScenarioRun,
  exchanges: readonly HeldExchange[],
  work: Promise<void>,
): Promise<void> {
  const open = run.holds.filter(({ isMet, wanted }) => !isMet && exchanges.includes(wanted.what));
  if (open.length === 0) return work;
  const works = work.then(() => true);
  // Nobody waits for it before the plan does, and an aborted run never does.
  works.catch(() => undefined);
  run.begun.push({ works });
  await Promise.race([works, ...open.map(({ met }) => met)]);
}
