import type { z } from 'zod';
import { HarnessError } from '../../model/error.ts';
import type { HistoryEvent } from '../../model/event.ts';
import type { Remedy } from './define-remedy.ts';
import { editScope } from './edit-scope.ts';
import { editSecret } from './edit-secret.ts';
import { editTokenUrl } from './edit-token-url.ts';
import { reconnectInEditor } from './reconnect-in-editor.ts';
import { reconnect } from './reconnect.ts';
import { recreate } from './recreate.ts';
import { restart } from './restart.ts';
import { retryOnFail } from './retry-on-fail.ts';
import { runAgain } from './run-again.ts';
import { syncClock } from './sync-clock.ts';
import { wait } from './wait.ts';

/**
 * Every remedy, in the order in which operators try them: first what asks least of them. This is
 * the ladder that a scenario may climb. To add one, add a file and an entry here; the compiler and
 * scenario files then know its name and options.
 */
export const remedies = [
  wait,
  runAgain,
  retryOnFail,
  restart,
  reconnect,
  reconnectInEditor,
  editScope,
  editTokenUrl,
  editSecret,
  recreate,
  syncClock,
] as const;

type Known = (typeof remedies)[number];
export type RemedyName = Known['name'];

/**
 * How a scenario writes a remedy: the name alone when no option is required, an object when the
 * remedy has options.
 */
type StepOf<R> =
  R extends Remedy<infer Name, infer Options>
    ? | (Record<never, never> extends z.input<Options> ? Name : never)
      | (keyof Options['shape'] extends never
          ? never
          : { readonly remedy: Name } & Readonly<z.input<Options>>)
    : never;

/** A remedy as a scenario may write it. */
export type KnownRemedyStep = StepOf<Known>;

/** What a scenario says is typed for the remedies of a ladder, by their names. */
export type LadderOptions = {
  readonly [R in Known as keyof R['options']['shape'] extends never ? never : R['name']]?: Readonly<
    z.input<R['options']>
  >;
};

const findRemedy = (name: string): Remedy | undefined =>
  (remedies as readonly Remedy[]).find((remedy) => remedy.name === name);

/** @throws HarnessError `remedy-unknown` for a name that no plan lets through */
export function requireRemedy(name: string): Remedy {
  const remedy = findRemedy(name);
  if (remedy === undefined)
    throw new HarnessError(
      'remedy-unknown',
      `Could not carry out remedy '${name}': there is none of that name.`,
    );
  return remedy;
}

/**
 * Adds the operator's act in words to remedy events of histories that were recorded before this
 * field existed.
 */
export const withRemedyActs = (events: readonly HistoryEvent[]): readonly HistoryEvent[] =>
  events.map((event) => {
    const act = event.type === 'remedy' ? findRemedy(event.remedy)?.act : undefined;
    return act === undefined ? event : { act, ...event };
  });
