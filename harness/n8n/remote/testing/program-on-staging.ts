import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import {
  COUNTED_UP,
  COUNTERS,
  readRows,
  rowsOnlyIn,
  settledRows,
  type DatabaseRows,
} from './database-rows.ts';
import { startStaging, type Staging } from './staging.ts';
import { startProgram, type Program } from './start-program.ts';

/** The version of n8n that these tests need. */
export const VERSION = process.env['E2E_N8N'] ?? '2.41.1';

const ACCOUNT = { email: 'owner@staging.example', password: 'Staging1234' };

/**
 * The program in a folder of its own, with a cache of its own, beside a staging n8n whose rows are
 * known from before anything was run on it.
 */
export class ProgramOnStaging implements AsyncDisposable {
  readonly directory: string;
  readonly staging: Staging;
  readonly #before: DatabaseRows;
  readonly #prepared: AsyncDisposableStack;
  #child: ChildProcess | undefined;

  private constructor(
    directory: string,
    staging: Staging,
    before: DatabaseRows,
    prepared: AsyncDisposableStack,
  ) {
    this.directory = directory;
    this.staging = staging;
    this.#before = before;
    this.#prepared = prepared;
  }

  static async prepare(name: string): Promise<ProgramOnStaging> {
    await using prepared = new AsyncDisposableStack();
    const directory = realpathSync(mkdtempSync(join(tmpdir(), `${name}-`)));
    prepared.defer(() => rmSync(directory, { recursive: true, force: true, maxRetries: 3 }));
    const staging = prepared.use(await startStaging(VERSION, join(directory, 'staging'), ACCOUNT));
    const before = await settledRows(staging.database);
    return new ProgramOnStaging(directory, staging, before, prepared.move());
  }

  /** Names the staging, for the program's command line. */
  get n8n(): readonly string[] {
    return ['--n8n', `${this.staging.url}/`];
  }

  /** The tables that had rows in the beginning. */
  get filled(): readonly string[] {
    return [...this.#before].filter(([, rows]) => rows.size > 0).map(([table]) => table);
  }

  start(...args: readonly string[]): Program {
    const program = startProgram(this.directory, ACCOUNT, args);
    this.#child = program.child;
    return program;
  }

  /** Kills the program that was started last, where it is still there. */
  kill(): void {
    this.#child?.kill('SIGKILL');
  }

  /** Rows that were not there in the beginning. */
  async added(): Promise<readonly string[]> {
    return rowsOnlyIn(await readRows(this.staging.database), this.#before, COUNTERS);
  }

  /** Every row of the n8n is as it was: no workflow, no credential, no execution has stayed. */
  async expectUntouched(): Promise<void> {
    const now = await readRows(this.staging.database);
    expect({
      gone: rowsOnlyIn(this.#before, now, COUNTED_UP),
      added: rowsOnlyIn(now, this.#before, COUNTERS),
    }).toEqual({ gone: [], added: [] });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#prepared.disposeAsync();
  }
}
