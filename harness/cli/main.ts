#!/usr/bin/env node
import './modest-heap.ts';
import { askSecret } from './ask-secret.ts';
import { abortOnInterrupt } from './interrupt.ts';
import { createRealServices } from './real-services.ts';
import { runProgram } from './run-program.ts';

// A reader that stops reading (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 70));

const signal = abortOnInterrupt(process, { say: (line) => process.stderr.write(`${line}\n`), exit: (code) => process.exit(code) });

const terminal = { input: process.stdin, output: process.stderr };

process.exit(
  await runProgram(process.argv.slice(2), {
    cwd: process.cwd(),
    env: process.env,
    out: process.stdout,
    err: process.stderr,
    services: createRealServices(),
    ...(process.stdin.isTTY ? { askSecret: (question: string) => askSecret(question, terminal) } : {}),
    signal,
  }),
);
