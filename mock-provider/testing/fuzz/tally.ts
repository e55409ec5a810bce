import { expect } from 'vitest';
import type { FuzzRuns } from './fuzz-runs.ts';

/** No case may take longer, in milliseconds. Asserted only where a machine is asked for it. */
const LONGEST_MS = 2_000;
/** So many different complaints are shown; the others mostly have the same cause. */
const MOST_SHOWN = 12;

/** Counts what became of the cases of a property test, and keeps what was wrong. */
export class Tally {
  readonly #name: string;
  readonly #runs: FuzzRuns;
  readonly #counts = new Map<string, number>();
  readonly #odd = new Map<string, string>();
  #cases = 0;
  #slowest = { ms: 0, what: '' };

  constructor(name: string, runs: FuzzRuns) {
    this.#name = name;
    this.#runs = runs;
  }

  /** Notes one case: how it ended, how long it took, and what it was. */
  add(end: string, ms: number, what: string): void {
    this.#cases += 1;
    this.#counts.set(end, (this.#counts.get(end) ?? 0) + 1);
    if (ms > this.#slowest.ms) this.#slowest = { ms, what };
  }

  /** Notes that something was wrong. Of each kind the shortest case is kept. */
  complain(kind: string, what: string): void {
    const known = this.#odd.get(kind);
    if (known !== undefined && known.length <= what.length) return;
    this.#odd.set(kind, what);
    // Nobody wants to wait for the end of an hour.
    if (this.#runs.raised) process.stdout.write(`${kind}: ${what}\n`);
  }

  /**
   * Fails when something was wrong. When more cases were asked for than usual it prints the counts,
   * and no case may have taken too long.
   */
  check(): void {
    const shown = [...this.#odd].slice(0, MOST_SHOWN).map(([kind, what]) => `${kind}: ${what}`);
    if (this.#runs.raised) process.stdout.write(`${this.#text()}\n`);
    expect(shown).toEqual([]);
    expect(this.#cases).toBeGreaterThanOrEqual(this.#runs.numRuns);
    if (this.#runs.raised) expect(this.#slowest.ms, this.#slowest.what).toBeLessThan(LONGEST_MS);
  }

  #text(): string {
    const counts = [...this.#counts]
      .toSorted(([one], [other]) => one.localeCompare(other))
      .map(([end, count]) => `${end}: ${count}`);
    return [
      `${this.#name}: ${this.#cases} cases (seed ${this.#runs.seed})`,
      `  ${counts.join(', ')}`,
      `  ${this.#odd.size} kinds of complaints`,
      `  slowest ${Math.round(this.#slowest.ms)} ms: ${this.#slowest.what.slice(0, 300)}`,
    ].join('\n');
  }
}

/**
 * The time that this process computes during an action, in milliseconds. Unlike the time that
 * passes it does not grow on a busy machine.
 */
export async function computing<T>(
  action: () => T | Promise<T>,
): Promise<{ readonly value: T; readonly ms: number }> {
  const before = process.cpuUsage();
  const value = await action();
  const { user, system } = process.cpuUsage(before);
  return { value, ms: (user + system) / 1_000 };
}
