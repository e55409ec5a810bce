import type { DiagnosisPlace, Severity } from '../model/diagnosis.ts';
import type { Defects } from './defects.ts';
import type { Snapshot } from './snapshot/snapshot.ts';
import type { TokenHosts } from './token-hosts.ts';

/** What a check has found in one place. */
export interface Found {
  readonly severity: Severity;
  /** One sentence: what is wrong. The same for every place. */
  readonly what: string;
  readonly where: DiagnosisPlace;
  /** What to do, in one sentence or two. */
  readonly todo: string;
  /** Why it matters here, when the check's own reason does not say it. */
  readonly why?: string;
  /** The scenario that shows what becomes of it, when it is another one than the check's. */
  readonly scenario?: string;
}

/** Something that a source withholds. */
export interface Unseen {
  readonly what: string;
  readonly because: string;
}

/** What came of a check. */
export interface Look {
  /** How many things were looked at, also those that are fine. */
  readonly lookedAt: number;
  readonly found: readonly Found[];
  readonly unseen: readonly Unseen[];
}

/** What is known besides the n8n that is looked at. */
export interface Surroundings {
  readonly defects: Defects;
  readonly tokenHosts: TokenHosts;
}

/**
 * Looks for one thing that stops workflows. Decides from the snapshot alone and starts nothing.
 * What a source withholds is `unseen`, never fine.
 */
export interface Check {
  readonly name: string;
  /** What it looks for: goes on from "looks for". */
  readonly looksFor: string;
  /** What becomes of it otherwise. */
  readonly why: string;
  /** The scenario that shows it. */
  readonly scenario: string;
  look(snapshot: Snapshot, surroundings: Surroundings): Look;
}
