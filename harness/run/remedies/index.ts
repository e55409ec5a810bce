import type { z } from 'zod';
import { HarnessError } from '../../model/error.ts';
import type { HistoryEvent } from '../../model/event.ts';
import type { Remedy } from './define-remedy.ts';
import { editScope } from './edit-scope.ts';
import { editSecret } from './edit-secret.ts';
import { reconnectInEditor } from './reconnect-in-editor.ts';
import { reconnect } from './reconnect.ts';
import { recreate } from './recreate.ts';
import { restart } from './restart.ts';
import { retryOnFail } from './retry-on-fail.ts';
import { syncClock } from './sync-clock.ts';

/**
 * Every remedy. To add one, add a file and an entry here; the compiler and scenario files then know
 * its name and options.
 */
export const remedies = [
  reconnect,
  reconnectInEditor,
  recreate,
  editScope,
  editSecret,
  syncClock,
  retryOnFail,
  restart,
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
