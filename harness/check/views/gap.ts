/** Something that the history should contain and does not. */
export interface Gap {
  readonly message: string;
  readonly evidence: readonly number[];
  /**
   * True when no finding of this run counts. False when one fault was not met but another one was:
   * a violation in such a run is real.
   */
  readonly voids: boolean;
}
