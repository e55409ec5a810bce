#!/usr/bin/env node
import { runCommand } from './run-command.ts';

/** The provider as a program of its own. Its image starts this. */
const stop = new AbortController();
for (const by of ['SIGINT', 'SIGTERM'] as const)
  process.on(by, () => (stop.signal.aborted ? process.exit(130) : stop.abort(by)));
// Both the shell and the system may send it: the second is no wish for haste.
process.on('SIGHUP', () => stop.abort('SIGHUP'));
// A reader that stops reading must not keep the state from being written.
process.stdout.on('error', () => stop.abort('SIGPIPE'));
// Nobody is left to be told.
process.stderr.on('error', () => undefined);

process.exit(
  await runCommand(process.argv.slice(2), {
    cwd: process.cwd(),
    out: process.stdout,
    err: process.stderr,
    signal: stop.signal,
  }),
);
