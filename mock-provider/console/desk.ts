import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ControlError } from '../control/control-error.ts';
import type { Command } from './commands.ts';

/** What every part of the page can use. */
export interface Desk {
  /**
   * Sends a command. When the provider refuses it, resolves with the error. When it succeeds, the
   * page shows the text `done`.
   */
  run(command: Command, done: string): Promise<ControlError | undefined>;
  /** Shows a command as curl and copies it. */
  showCurl(command: Command): void;
  /** Shows a command for a shell with a note on it, and copies the command. */
  showCommand(text: string, note: string): void;
}

/** The context in which components find the desk. */
export const DeskContext = createContext<Desk>({
  run: async () => undefined,
  showCurl: () => undefined,
  showCommand: () => undefined,
});

/** The desk of the page. */
export const useDesk = (): Desk => useContext(DeskContext);
