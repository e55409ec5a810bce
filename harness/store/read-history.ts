import { readFileSync } from 'node:fs';
import { stored } from '../machine/storage-error.ts';
import { HarnessError } from '../model/error.ts';
import type { HistoryEvent } from '../model/event.ts';

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
 * @throws HarnessError `storage-failed` when it cannot be read, `history-damaged` when a line
 * before the last is no event
 */
export function readHistory(path: string): ReadHistory {
  const lines = stored('read', path, () => readFileSync(path, 'utf8')).split('\n');
  const last = lines.pop() ?? '';
  const events = lines.map((line, index) => parseEvent(line, index + 1, path));
  events.forEach((event, index) => {
    if (event.n !== index + 1)
      throw damaged(path, index + 1, `event ${event.n} stands where event ${index + 1} belongs`);
  });
  return { events, cutOff: last !== '' };
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
  return withNewNames(value) as HistoryEvent;
}

/** Renames the field `surface` of older histories to `actsOn`. */
function withNewNames(event: object): object {
  if (!('surface' in event)) return event;
  const { surface: actsOn, ...rest } = event;
  return { actsOn, ...rest };
}

function damaged(path: string, line: number, reason: string, cause?: unknown): HarnessError {
  return new HarnessError('history-damaged', `Could not read ${path}:${line}: ${reason}.`, {
    hint: 'The file was changed after the run. Take an untouched copy, or run the scenario again.',
    cause,
    exitCode: 64,
  });
}
