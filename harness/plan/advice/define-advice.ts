import type { Claim } from '../../model/advice.ts';

/** What guides say about one thing, as claims that scenarios try. */
export interface AdviceData {
  /** What it is about, in a few words: `The refresh token is missing`. */
  readonly about: string;
  readonly claims: readonly Claim[];
}

/** Declares what guides say about one thing; a file of `scenarios/advice/` exports it. */
export const defineAdvice = (data: AdviceData): AdviceData => data;
