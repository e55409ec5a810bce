export type ClockName = 'issuer' | 'resource' | 'both';

/**
 * The realm's virtual time. `issuer` stamps tokens, `resource` judges them; they differ only under
 * a clock fault.
 */
export interface RealmClock {
  /** Milliseconds since the epoch, in realm time. */
  now(clock?: 'issuer' | 'resource'): number;
  /** Moves both clocks forward; whatever falls due in between happens, in order. */
  advance(ms: number): void;
  /** Moves both clocks forward to a moment. @throws ProviderError when it is in the past */
  set(epochMs: number): void;
  /** Time stands still until it is unfrozen; `advance` and `set` still move it. */
  freeze(): void;
  unfreeze(): void;
  readonly frozen: boolean;
  /** Sets how far one clock is off true realm time. */
  skew(clock: ClockName, offsetMs: number): void;
  /** How far a clock is off true realm time, in milliseconds. */
  offset(clock: 'issuer' | 'resource'): number;
}
