import { z } from 'zod';
import type { RemedyInfo } from '../../model/remedy.ts';
import type { ScenarioRun } from '../scenario-run.ts';

/** Something that an operator does by hand, carried out on the client under test. */
export interface Remedy<
  Name extends string = string,
  Options extends z.ZodObject = z.ZodObject,
> extends RemedyInfo<Name, Options> {
  /**
   * Carries the remedy out once.
   * @throws when the client does not let it be done, which makes the remedy fail, not the run
   */
  apply(run: ScenarioRun, options: z.output<Options>): Promise<void>;
  /** Takes it back when it did not help, so that the next remedy of a ladder is judged alone. */
  takeBack?(run: ScenarioRun): Promise<void>;
  /** Why there is nothing to do, as an operator sees beforehand; undefined when there is. */
  nothingToDo?(run: ScenarioRun): string | undefined;
}

/** The options of a remedy for which the operator types nothing. */
export const noOptions = z.strictObject({});

/** Declares a remedy; the name and the options keep their literal types. */
export const defineRemedy = <const Name extends string, Options extends z.ZodObject>(
  remedy: Remedy<Name, Options>,
): Remedy<Name, Options> => remedy;
