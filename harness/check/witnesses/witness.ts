import type { History } from '../../model/history.ts';
import type { Failure } from './failures.ts';

/** Something that a witness showed which may be of a failure. */
export interface Sight {
  /** Number of the event that has it. */
  readonly event: number;
  /** What it showed; it is read for the cause. */
  readonly text: string;
  /** True when what it shows is the cause itself, whatever its words are. */
  readonly isCause?: boolean;
}

/** One way to learn of a failure: a place where an operator looks, or from which he is called. */
export interface Witness<Name extends string = string> {
  readonly name: Name;
  /** Its name for readers. */
  readonly title: string;
  /** What it is, and where n8n decides what gets there. */
  readonly what: string;
  /** Why it showed nothing in a run because it was not there; undefined when it was. */
  absent(history: History): string | undefined;
  /**
   * What it showed of a failure, and would not have shown without it. Also asked of executions that
   * did their work, of which it must show nothing.
   */
  saw(history: History, failure: Failure): readonly Sight[];
}

/** Declares a witness; the name keeps its literal type. */
export const defineWitness = <const Name extends string>(witness: Witness<Name>): Witness<Name> =>
  witness;
