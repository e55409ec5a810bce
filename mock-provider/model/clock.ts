export type ClockName = 'issuer' | 'resource' | 'both';

/**
 * The realm's virtual time, with two clocks. The authorization server stamps tokens by `issuer`;
 * the API judges them by `resource`. The two clocks differ only when one was skewed.
 */
export interface RealmClock {
  /** Milliseconds since the epoch, in realm time. */
  now(clock?: 'issuer' | 'resource'): number;
  /** Moves both clocks forward. Everything that falls due in between happens, in order. */
  advance(ms: number): void;
  /** Moves both clocks forward to a moment. @throws ProviderError when it is in the past */
  set(epochMs: number): void;
  /** Stops the realm's time until `unfreeze`. `advance` and `set` still move it. */
  freeze(): void;
  unfreeze(): void;
  readonly frozen: boolean;
  /** Sets the difference between one clock and true realm time. */
  skew(clock: ClockName, offsetMs: number): void;
  /** The difference between a clock and true realm time, in milliseconds. */
  offset(clock: 'issuer' | 'resource'): number;
}
