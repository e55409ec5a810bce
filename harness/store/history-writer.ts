import { closeSync, openSync, writeSync } from 'node:fs';
import { stored } from '../machine/storage-error.ts';
import type { HistoryEvent } from '../model/event.ts';

/**
 * Appends events to a history file. When `append` returns, this process has handed the event to the
 * operating system.
 */
export interface HistoryWriter {
  /** Absolute path of the file. */
  readonly path: string;
  /** @throws HarnessError `storage-failed`; also after `close` */
  append(event: HistoryEvent): void;
  close(): void;
}

/**
 * Opens a new history file, with one JSON event per line. Writing is synchronous on purpose:
 * however this process ends, the events written so far can still be judged.
 * @throws HarnessError `storage-failed`, also when the file exists: a history is never written over
 */
export function openHistoryFile(path: string): HistoryWriter {
  let descriptor: number | undefined = stored('create', path, () => openSync(path, 'ax', 0o600));
  return {
    path,
    append(event) {
      stored('write', path, () => {
        if (descriptor === undefined) throw new Error('the history is closed');
        const line = Buffer.from(`${JSON.stringify(event)}\n`);
        for (let written = 0; written < line.length;)
          written += writeSync(descriptor, line, written);
      });
    },
    close() {
      if (descriptor === undefined) return;
      const open = descriptor;
      descriptor = undefined;
      closeSync(open);
    },
  };
}
