import { spawn } from 'node:child_process';

/**
 * Starts `clean` in a process of its own that outlives this one, for a program that has no time to
 * stop what it has started: containers would run on, and folders would stay. Processes of this
 * machine are killed when this one exits, whatever happens.
 * @param main the file of the program
 */
export function leaveToCleaner(main: string): void {
  const cleaner = spawn(process.execPath, [main, 'clean'], {
    cwd: import.meta.dirname,
    detached: true,
    stdio: 'ignore',
  });
  cleaner.on('error', () => undefined);
  cleaner.unref();
}
