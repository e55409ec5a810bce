import { existsSync, readFileSync } from 'node:fs';
import type { z } from 'zod';
import { stored } from '../machine/storage-error.ts';
import { HarnessError } from '../model/error.ts';
import { eventSchema } from '../model/event-schema.ts';
import type { HistoryEvent } from '../model/event.ts';
import { newer, newerThan } from './newer.ts';

/** The newest form of histories that is known. */
const READ_UP_TO = 2;

/** A history that was read from its file. */
export interface ReadHistory {
  readonly events: readonly HistoryEvent[];
  /**
   * True when the file ended in the middle of an event, because the run was killed while writing
   * it. That event was dropped.
   */
  readonly cutOff: boolean;
}

/**
 * Reads a history file. An incomplete last line is dropped and reported.
 * @throws HarnessError `storage-failed` when it cannot be read, `history-damaged` when it is not
 * there or a line before the last is no event, `run-newer` when a newer version has written it
 */
export function readHistory(path: string): ReadHistory {
  const lines = readHistoryText(path).split('\n');
  const last = lines.pop() ?? '';
  const events = lines.map((line, index) => parseEvent(line, index + 1, path));
  events.forEach((event, index) => {
    if (event.n !== index + 1)
      throw damaged(path, index + 1, `event ${event.n} stands where event ${index + 1} belongs`);
  });
  return { events, cutOff: last !== '' };
}

/**
 * A history file as it is.
 * @throws HarnessError `storage-failed` when it cannot be read, `history-damaged` when it is not
 * there
 */
export function readHistoryText(path: string): string {
  if (!existsSync(path)) throw missing(path);
  return stored('read', path, () => readFileSync(path, 'utf8'));
}

function parseEvent(line: string, lineNumber: number, path: string): HistoryEvent {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw damaged(path, lineNumber, 'not a JSON object', error);
  }
  if (typeof value !== 'object' || value === null || !('n' in value) || !('type' in value))
    throw damaged(path, lineNumber, 'not an event');
  if (newerThan(value, READ_UP_TO)) throw newer(path);
  const event = withNewNames(value);
  const { error } = eventSchema.safeParse(event);
  if (error !== undefined) throw damaged(path, lineNumber, notAnEvent(event, error), error);
  return event as HistoryEvent;
}

const notAnEvent = (event: object, { issues: [issue] }: z.ZodError): string => {
  const type = 'type' in event ? JSON.stringify(event.type) : 'unknown';
  return issue === undefined || issue.path.length === 0
    ? `not an event (type ${type})`
    : `not an event of type ${type}: \`${issue.path.join('.')}\` is not as it must be`;
};

/** Renames the field `surface` of older histories to `actsOn`. */
function withNewNames(event: object): object {
  if (!('surface' in event)) return event;
  const { surface: actsOn, ...rest } = event;
  return { actsOn, ...rest };
}

const missing = (path: string): HarnessError =>
  new HarnessError('history-damaged', `Could not read ${path}: it is not there.`, {
    hint: 'The run names it. Take a complete copy, or run the scenario again.',
    exitCode: 64,
  });

function damaged(path: string, line: number, reason: string, cause?: unknown): HarnessError {
  return new HarnessError('history-damaged', `Could not read ${path}:${line}: ${reason}.`, {
    hint: 'The file was changed after the run. Take an untouched copy, or run the scenario again.',
    cause,
    exitCode: 64,
  });
}
