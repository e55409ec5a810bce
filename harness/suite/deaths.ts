import type { ScenarioResult } from '../model/results.ts';
import type { Attempt } from './run-one.ts';

const died = ({ findings }: ScenarioResult): boolean =>
  findings.some(
    ({ checker, verdict }) => checker === 'processes-stay-alive' && verdict === 'violated',
  );

/**
 * Scenarios during which a process of the client died while they may have had company. Which of
 * them it died of shows when each runs once more, alone. If it dies of none of them then, it stays
 * a failure of all: a death is never forgotten.
 */
export class Deaths {
  readonly #parallel: number;
  readonly #first: { readonly result: ScenarioResult; readonly attempt: Attempt }[] = [];
  readonly #alone: ScenarioResult[] = [];

  /** @param parallel number of scenarios that run side by side */
  constructor(parallel: number) {
    this.#parallel = parallel;
  }

  /** Takes a result for which another run has to decide. Returns false for any other result. */
  note(result: ScenarioResult, attempt: Attempt): boolean {
    if (this.#parallel < 2 || !died(result)) return false;
    this.#first.push({ result, attempt });
    return true;
  }

  noteAlone(result: ScenarioResult): void {
    this.#alone.push(result);
  }

  /** What has to run once more, alone; nothing when only one scenario was there. */
  attempts(): Attempt[] {
    return this.#first.length < 2
      ? []
      : this.#first.map(({ attempt }) => ({ ...attempt, alone: true }));
  }

  text(): string {
    const names = this.#first.map(({ result }) => result.name).join(', ');
    return `N8n ended by itself while scenarios ran side by side. To see of which one, each runs once more, alone: ${names}.`;
  }

  /** What counts in the end. */
  results(): readonly ScenarioResult[] {
    return this.#alone.some(died) ? this.#alone : this.#first.map(({ result }) => result);
  }
}
