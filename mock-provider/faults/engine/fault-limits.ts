import { createHash } from 'node:crypto';

/**
 * When a fault acts: it lets `after` turns pass and then acts on `times` turns, on each with
 * `probability`.
 */
export interface FaultLimits {
  readonly after: number;
  readonly times: number;
  readonly probability: number;
}

/** Reads the limits from a fault's options. define-fault.ts gives these options to every fault. */
export function limitsOf(options: Readonly<Record<string, unknown>>): FaultLimits {
  const number = (name: string, otherwise: number): number =>
    typeof options[name] === 'number' ? options[name] : otherwise;
  return {
    after: number('after', 0),
    times: number('times', Number.POSITIVE_INFINITY),
    probability: number('probability', 1),
  };
}

/**
 * A pseudo-random number from 0 up to, but not including, 1 for one turn of one fault. It depends
 * on the seed, the fault's id and the turn alone, so that it is the same in every run with the same
 * seed.
 */
export function drawFor(seed: number, faultId: string, turn: number): number {
  return (
    createHash('sha256')
      .update(JSON.stringify([seed, faultId, turn]))
      .digest()
      .readUInt32BE() /
    2 ** 32
  );
}

/**
 * Decides turn by turn whether a fault acts. A turn on which chance decides against it does not
 * count towards `times`.
 */
export class Turns {
  readonly #limits: FaultLimits;
  readonly #draw: (turn: number) => number;
  #seen = 0;
  #taken = 0;

  constructor(limits: FaultLimits, draw: (turn: number) => number) {
    this.#limits = limits;
    this.#draw = draw;
  }

  /** True when the fault acts on this turn. */
  take(): boolean {
    this.#seen += 1;
    const { after, times, probability } = this.#limits;
    if (this.#seen <= after || this.#taken >= times) return false;
    if (probability < 1 && this.#draw(this.#seen) >= probability) return false;
    this.#taken += 1;
    return true;
  }
}
