import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import sinon from 'sinon';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLease, type Lease } from '../../machine/lease.ts';
import { runningProcess, runningProcesses } from '../../machine/running-processes.ts';
import { HarnessError } from '../../model/error.ts';
import type { ProcessEvent } from '../../model/target.ts';
import { mainServes } from '../rest/readiness.ts';
import { boot as bootService, type BootOptions } from './boot.ts';

const never = new AbortController().signal;
let folder: string;
let lease: Lease;
let events: ProcessEvent[];

beforeEach(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'boot-')));
  mkdirSync(join(folder, 'user'));
  lease = await openLease('test', join(folder, 'leases'));
  events = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Starts a program in place of n8n. */
async function boot(
  program: string,
  change: Partial<BootOptions> = {},
): ReturnType<typeof bootService> {
  const entry = join(folder, 'n8n.cjs');
  writeFileSync(entry, program);
  const port = await getPort();
  const environment = { PORT: String(port), PATH: process.env['PATH'] ?? '' };
  const base = {
    name: 'main' as const,
    command: process.execPath,
    args: [entry, 'start'],
    environment,
    directory: join(folder, 'user'),
    logFile: join(folder, 'n8n.log'),
    lease,
    onProcess: (event: ProcessEvent) => void events.push(event),
    stopGraceMs: 300,
  };
  return await bootService({
    ...base,
    what: 'n8n 9.9.9',
    ready: (limit) => mainServes(`http://127.0.0.1:${port}`, limit),
    secrets: ['the-key'],
    signal: never,
    ...change,
  });
}

const groupOf = async (leader: number): Promise<number> =>
  (await runningProcesses()).filter(({ group }) => group === leader).length;

/** A program that serves and has a child process, which it may leave running. */
const SERVES = `
  const child = require('node:child_process').spawn(process.execPath, ['-e', 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  let ready = 0;
  require('node:http').createServer((request, response) => {
    if (request.url === '/healthz/readiness') return response.writeHead((ready += 1) > 2 ? 200 : 503).end();
    response.setHeader('content-type', ready > 3 ? 'application/json' : 'text/html').end('{}');
  }).listen(Number(process.env.PORT), '127.0.0.1');
`;

describe('boot', () => {
  it('is ready when n8n says so and its API answers JSON; stop leaves nothing of the group, even what ignores SIGTERM', async () => {
    const n8n = await boot(SERVES);
    expect(await groupOf(n8n.pid)).toBe(2);
    await n8n.stop();
    expect(await groupOf(n8n.pid)).toBe(0);
    expect(n8n.ended.aborted).toBe(true);
    expect(events.map(({ state }) => state)).toEqual(['started', 'stopped']);
  });

  it('is not over before n8n says in its log that its start is', async () => {
    const starts = `${SERVES} setTimeout(() => { require('node:fs').writeFileSync('over', ''); console.log('\\nThe start is over:\\nhttp://127.0.0.1'); }, 900);`;
    const n8n = await boot(starts, { announces: 'The start is over' });
    expect(existsSync(join(folder, 'user', 'over'))).toBe(true);
    await n8n.stop();
    rmSync(join(folder, 'user', 'over'));
    // The log of the first start has the line already.
    const again = await boot(starts, { announces: 'The start is over' });
    expect(existsSync(join(folder, 'user', 'over'))).toBe(true);
    await again.stop();
  });

  it('of what runs and could not be noted says that, not that it cannot be run', async () => {
    const noting = sinon
      .stub(lease, 'noteGroup')
      .rejects(new HarnessError('storage-failed', 'Could not write x: the disk is full.'));
    await expect(boot(SERVES)).rejects.toMatchObject({ code: 'storage-failed' });
    noting.restore();
    expect(await groupOf(events[0]?.pid ?? 0)).toBe(0);
  });

  it('notices when the process ends unasked', async () => {
    const n8n = await boot(SERVES);
    process.kill(n8n.pid, 'SIGKILL');
    await new Promise((resolve) => n8n.ended.addEventListener('abort', resolve, { once: true }));
    expect(events.at(-1)).toMatchObject({ state: 'exited', pid: n8n.pid, signal: 'SIGKILL' });
    expect(n8n.stopping).toBe(false);
    await n8n.stop();
    expect(await groupOf(n8n.pid)).toBe(0);
  });

  it('fails at once when n8n ends, with the last 20 lines of its log and no secret', async () => {
    const failed = boot(
      `for (let line = 1; line <= 30; line += 1) console.log('line ' + line); console.error('bad key the-key'); process.exitCode = 7;`,
    );
    const error = await failed.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({
      code: 'n8n-start-failed',
      exitCode: 75,
      hint: expect.stringContaining('n8n.log'),
    });
    const message = String(error);
    expect(message).toContain('Could not start n8n 9.9.9: it ended with exit code 7.');
    expect(message).toContain('bad key ***');
    expect(message).toContain('line 12\n');
    expect(message).not.toContain('line 11\n');
  });

  it('tells a taken port apart, but not by the log of an earlier start', async () => {
    await expect(
      boot(`console.log("n8n's port 5 is already in use."); process.exit(1)`),
    ).rejects.toMatchObject({ code: 'n8n-port-taken' });
    await expect(boot('process.exit(1)')).rejects.toMatchObject({
      code: 'n8n-start-failed',
      message: expect.stringContaining('It wrote no log.'),
    });
  });

  it('gives up after its time, and leaves nothing', async () => {
    await expect(
      boot('console.log("thinking"); setInterval(() => {}, 1000)', { withinMs: 700 }),
    ).rejects.toThrow(/was not ready after 1 s.*thinking/s);
    expect(await groupOf(events[0]?.pid ?? 0)).toBe(0);
  });

  it('stops at once on the signal, with its reason', async () => {
    const stop = new AbortController();
    const booting = boot(
      'require("node:fs").writeFileSync("up", ""); process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)',
      { signal: stop.signal },
    );
    booting.catch(() => {});
    while (!existsSync(join(folder, 'user', 'up')))
      await new Promise((resolve) => setTimeout(resolve, 20));
    stop.abort(new Error('interrupted'));
    await expect(booting).rejects.toThrow('interrupted');
    expect(events.at(-1)).toMatchObject({ signal: 'SIGKILL' });
    expect(await runningProcess(events[0]?.pid ?? 0)).toBeUndefined();
  });

  it('says which Node cannot be run', async () => {
    await expect(boot('', { command: join(folder, 'no-node') })).rejects.toMatchObject({
      code: 'n8n-start-failed',
      message: expect.stringContaining('no-node'),
    });
  });

  it('marks the process with its lease and notes its group', async () => {
    const n8n = await boot(SERVES);
    const record = readFileSync(join(folder, 'leases', `${lease.id}.json`), 'utf8');
    expect(record).toContain(`"pid": ${n8n.pid}`);
    await n8n.stop();
    expect(readFileSync(join(folder, 'leases', `${lease.id}.json`), 'utf8')).not.toContain(
      `"pid": ${n8n.pid}`,
    );
  });
});
