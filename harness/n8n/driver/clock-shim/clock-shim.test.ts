import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clockEnvironment, writeClockOffset } from './clock-file.ts';

const DAY_MS = 86_400_000;
/**
 * Answers every message with the time of its clock. `block` in a message first blocks the event
 * loop for that many milliseconds.
 */
const CHILD = `
  const { performance } = require('node:perf_hooks');
  process.on('message', ({ block }) => {
    const end = performance.now() + block;
    while (performance.now() < end);
    process.send({ now: Date.now(), made: new Date().getTime(), parsed: new Date(5).getTime(), native: Date.isFake !== true, isDate: new Date() instanceof Date });
  });
`;
interface Answer {
  readonly now: number;
  readonly made: number;
  readonly parsed: number;
  readonly native: boolean;
  readonly isDate: boolean;
}

let folder: string;
let child: ChildProcess | undefined;

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'clock-')), 'with a space');
  mkdirSync(folder);
});
afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(join(folder, '..'), { recursive: true, force: true });
});

function boot(
  env: Readonly<Record<string, string>> = clockEnvironment(join(folder, 'offset')),
): void {
  child = spawn(process.execPath, ['-e', CHILD], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env,
  });
}

async function ask(block = 0): Promise<Answer & { readonly offset: number }> {
  const answer = await new Promise<Answer>((resolve) => {
    child?.once('message', (message) => resolve(message as Answer));
    child?.send({ block });
  });
  return { ...answer, offset: answer.now - Date.now() };
}

async function askUntil(
  reached: (offset: number) => boolean,
): Promise<Answer & { readonly offset: number }> {
  const deadline = performance.now() + 10_000;
  for (;;) {
    const answer = await ask(5);
    if (reached(answer.offset)) return answer;
    if (performance.now() > deadline) throw new Error(`clock is off by ${answer.offset} ms`);
  }
}

const near = (wanted: number) => (offset: number) => Math.abs(offset - wanted) < 5_000;

describe('the clock shim', () => {
  it('leaves Date as it is until an offset appears', async () => {
    boot();
    expect(await ask()).toMatchObject({ native: true });
    writeClockOffset(join(folder, 'offset'), 0);
    expect(await ask(300)).toMatchObject({ native: true });
  });

  it('moves Date forward, back, and home again', async () => {
    boot();
    for (const offset of [DAY_MS, -DAY_MS, 0]) {
      writeClockOffset(join(folder, 'offset'), offset);
      const answer = await askUntil(near(offset));
      expect(answer).toMatchObject({ native: false, isDate: true, parsed: 5 });
      expect(answer.made - answer.now).toBeLessThan(1_000);
    }
  });

  it('keeps up with the real time while the event loop is blocked', async () => {
    boot();
    writeClockOffset(join(folder, 'offset'), DAY_MS);
    await askUntil(near(DAY_MS));
    const before = await ask();
    const after = await ask(400);
    expect(after.now - before.now).toBeGreaterThanOrEqual(395);
  });

  it('has the offset from the first moment when the process starts later', async () => {
    writeClockOffset(join(folder, 'offset'), -DAY_MS);
    boot();
    expect(near(-DAY_MS)((await ask()).offset)).toBe(true);
  });

  it('passes over a file that holds no number', async () => {
    boot();
    writeClockOffset(join(folder, 'offset'), DAY_MS);
    await askUntil(near(DAY_MS));
    writeFileSync(join(folder, 'offset'), 'tomorrow');
    expect(near(DAY_MS)((await ask(300)).offset)).toBe(true);
  });

  it('does nothing in a process that only inherited NODE_OPTIONS', async () => {
    writeClockOffset(join(folder, 'offset'), DAY_MS);
    boot({ NODE_OPTIONS: clockEnvironment(folder)['NODE_OPTIONS'] ?? '' });
    expect(await ask(300)).toMatchObject({ native: true });
  });
});
