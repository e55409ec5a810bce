import { createHash } from 'node:crypto';

/**
 * When a fault acts: it lets `after` turns pass, takes `times` of them, each with a probability.
 */
export interface FaultLimits {
  readonly after: number;
  readonly times: number;
  readonly probability: number;
}

/** The limits among a fault's options, as define-fault.ts gives them to every fault. */
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
 * A number from 0 to below 1 for a turn of a fault: the same in every run with the same seed,
 * whatever else happens.
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

/** Decides turn by turn. A turn that loses its draw does not use up `times`. */
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
