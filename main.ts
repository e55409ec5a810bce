#!/usr/bin/env node
import './harness/cli/modest-heap.ts';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createBackend } from './harness/cli/backend/create-backend.ts';
import { leaveToCleaner } from './harness/cli/backend/leave-to-cleaner.ts';
import { runProgram } from './harness/cli/run-program.ts';
import { askSecret } from './harness/cli/terminal/ask-secret.ts';
import { watchInterrupts } from './harness/cli/terminal/interrupt.ts';

/**
 * This is the only file that knows the command line, the scenarios and the reports. It passes the
 * scenarios and the reports to the command line.
 */
const reporters = async () => (await import('./reports/index.ts')).reporters;
const diagnosisViews = async () => (await import('./reports/doctor/index.ts')).diagnosisViews;
const trendViews = async () => (await import('./reports/trend/index.ts')).trendViews;

// When standard error cannot be written, there is no way left to report an error.
process.stderr.on('error', () => undefined);

const { signal, hold } = watchInterrupts(
  { signals: process, output: process.stdout },
  {
    say: (line) => process.stderr.write(`${line}\n`),
    exit(code) {
      leaveToCleaner(import.meta.filename);
      process.exit(code);
    },
  },
);

const terminal = { input: process.stdin, output: process.stderr, signal };

const exitCode = await runProgram(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  out: process.stdout,
  err: process.stderr,
  readInput: () => text(process.stdin),
  backend: createBackend({
    scenarioFolder: join(import.meta.dirname, 'scenarios'),
    reporters,
    trendViews,
    diagnosisViews,
  }),
  ...(process.stdin.isTTY
    ? { askSecret: (question: string) => askSecret(question, terminal) }
    : {}),
  signal,
  holdSignals: hold,
});

process.exit(exitCode);
