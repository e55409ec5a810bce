#!/usr/bin/env node
import './modest-heap.ts';
import { askSecret } from './ask-secret.ts';
import { abortOnInterrupt } from './interrupt.ts';
import { createRealServices } from './real-services.ts';
import { runProgram } from './run-program.ts';

// Nobody is left to be told.
process.stderr.on('error', () => undefined);

const signal = abortOnInterrupt({ signals: process, output: process.stdout }, { say: (line) => process.stderr.write(`${line}\n`), exit: (code) => process.exit(code) });

const terminal = { input: process.stdin, output: process.stderr, signal };

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
