#!/usr/bin/env node
import { drained } from './drained.ts';
import { runCommand } from './run-command.ts';

/** Runs the provider as a program. The container image starts this file. */
const stop = new AbortController();

/** From now on a signal lets the provider write its state before it ends. */
function stopInOrder(): void {
  for (const by of ['SIGINT', 'SIGTERM'] as const)
    process.on(by, () => {
      if (stop.signal.aborted) process.exit(130);
      // Whoever sends it expects an end within a second, also when the state takes longer to write.
      if (by === 'SIGTERM') setTimeout(() => process.exit(130), 500).unref();
      stop.abort(by);
    });
  // The shell and the system may both send SIGHUP, so a second one must not end the process at
  // once.
  process.on('SIGHUP', () => stop.abort('SIGHUP'));
}
// When the reader of the output goes away, the provider stops and still writes its state.
process.stdout.on('error', () => stop.abort('SIGPIPE'));
// When nobody reads the error output, there is nobody to inform.
process.stderr.on('error', () => undefined);

const exitCode = await runCommand(process.argv.slice(2), {
  cwd: process.cwd(),
  out: process.stdout,
  err: process.stderr,
  signal: stop.signal,
  onStart: stopInOrder,
});
await drained(process.stdout, process.stderr);
process.exit(exitCode);
