import type { FaultName } from '../index.ts';

/** A fault in force. */
export interface FaultHandle {
  readonly id: string;
  readonly name: FaultName;
  readonly actsOn: string;
  /** The options, with their defaults filled in. */
  readonly options: Readonly<Record<string, unknown>>;
}
