import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ControlError } from '../control/control-error.ts';
import type { Command } from './commands.ts';

/** What every part of the page can ask for. */
export interface Desk {
  /**
   * Carries a command out; resolves with the refusal when it is refused. `done` is told to who
   * listens.
   */
  run(command: Command, done: string): Promise<ControlError | undefined>;
  /** Shows a command as curl, and copies it. */
  showCurl(command: Command): void;
}

/** Where parts of the page find it. */
export const DeskContext = createContext<Desk>({
  run: async () => undefined,
  showCurl: () => undefined,
});

/** The desk of the page. */
export const useDesk = (): Desk => useContext(DeskContext);
