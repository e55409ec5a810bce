import type { FaultName } from '../index.ts';

/** A fault in force. */
export interface FaultHandle {
  readonly id: string;
  readonly name: FaultName;
  readonly actsOn: string;
  /** Options after defaults were applied. */
  readonly options: Readonly<Record<string, unknown>>;
}
