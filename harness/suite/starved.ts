import { isOfMachine } from '../check/views/machine-starved.ts';
import type { ScenarioResult } from '../model/results.ts';
import type { Attempt } from './run-one.ts';

/**
 * Runs that proved nothing because the machine was starved meanwhile. Each runs once more, when
 * nothing else runs, and that result counts: a second one of the same kind stays inconclusive.
 */
export class Starved {
  readonly #attempts: Attempt[] = [];

  /** Takes a result that another run may decide. Returns false for any other result. */
  note({ verdict, findings }: ScenarioResult, attempt: Attempt): boolean {
    if (verdict !== 'inconclusive' || !findings.some(isOfMachine)) return false;
    this.#attempts.push({ ...attempt, alone: true });
    return true;
  }

  /** What has to run once more. */
  attempts(): Attempt[] {
    return [...this.#attempts];
  }

  text(): string {
    const names = this.#attempts.map(({ planned }) => planned.scenario.name).join(', ');
    return `The machine was too busy for a verdict. Each of these runs once more, alone: ${names}.`;
  }
}
