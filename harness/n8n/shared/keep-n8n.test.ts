import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { poll } from '../../machine/poll.ts';
import { HarnessError } from '../../model/error.ts';
import type { N8nAccess } from '../driver/n8n-under-test.ts';
import { keepN8n, type KeepOptions, type Shareable } from './keep-n8n.ts';

let socket: string;
beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'keep-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  socket = join(folder, 's');
});

const never = new AbortController().signal;

function fakeN8n() {
  const n8n = { alive: true, stopped: 0 };
  const shareable: Shareable = {
    get alive() {
      return n8n.alive;
    },
    access: () => ({ baseUrl: 'http://127.0.0.1:5678' }) as N8nAccess,
    async [Symbol.asyncDispose]() {
      n8n.stopped += 1;
    },
  };
  return { n8n, start: async () => shareable };
}

const keep = (options: Partial<KeepOptions> & Pick<KeepOptions, 'start'>): Promise<void> =>
  keepN8n({
    socket,
    isWanted: async () => true,
    idleMs: 60_000,
    signal: never,
    everyMs: 5,
    ...options,
  });

async function connect(): Promise<{ readonly user: Socket; readonly told: Promise<unknown> }> {
  const tryOnce = () =>
    new Promise<Socket | undefined>((resolve) => {
      const connection = createConnection(socket);
      connection.once('connect', () => resolve(connection));
      connection.once('error', () => resolve(undefined));
    });
  const user = await poll(tryOnce, { withinMs: 30_000, everyMs: 5 });
  if (user === undefined) throw new Error('Nobody listens.');
  onTestFinished(() => void user.destroy());
  const told = new Promise((resolve) =>
    createInterface({ input: user }).once('line', (line) => resolve(JSON.parse(line))),
  );
  return { user, told };
}

describe('keepN8n', () => {
  it('starts one n8n, gives everybody access to it, and stops it when nobody wants it', async () => {
    const { n8n, start } = fakeN8n();
    let wanted = true;
    let starts = 0;
    const counted = () => ((starts += 1), start());
    const kept = keep({ start: counted, isWanted: async () => wanted });
    const users = [await connect(), await connect()];
    for (const { told } of users)
      expect(await told).toEqual({ access: { baseUrl: 'http://127.0.0.1:5678' } });
    expect({ starts, ...n8n }).toEqual({ starts: 1, alive: true, stopped: 0 });
    const closed = users.map(({ user }) => new Promise((resolve) => user.once('close', resolve)));
    wanted = false;
    await kept;
    await Promise.all(closed);
    expect(n8n.stopped).toBe(1);
  });

  it('keeps it while somebody is connected, and a while longer', async () => {
    const { n8n, start } = fakeN8n();
    const kept = keep({ start, idleMs: 100 });
    const { user, told } = await connect();
    await told;
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(n8n.stopped).toBe(0);
    user.destroy();
    await kept;
    expect(n8n.stopped).toBe(1);
  });

  it('tells everybody when n8n has ended, so that the next one starts another', async () => {
    const { n8n, start } = fakeN8n();
    const kept = keep({ start });
    const { user, told } = await connect();
    await told;
    const closed = new Promise((resolve) => user.once('close', resolve));
    n8n.alive = false;
    await closed;
    await kept;
  });

  it('tells why n8n does not start, with the hint', async () => {
    const failure = new HarnessError('n8n-start-failed', 'Could not start n8n: no.', {
      hint: 'Look.',
      exitCode: 75,
    });
    const begin = Promise.withResolvers<Shareable>();
    const kept = keep({ start: () => begin.promise });
    const { told } = await connect();
    begin.reject(failure);
    expect(await told).toEqual({
      failure: {
        code: 'n8n-start-failed',
        message: 'Could not start n8n: no.',
        hint: 'Look.',
        exitCode: 75,
      },
    });
    await kept;
  });

  it('stops a start when it is asked to end meanwhile', async () => {
    const asked = new AbortController();
    const kept = keep({
      signal: asked.signal,
      start: (signal) =>
        new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(new Error('interrupted'))),
        ),
    });
    asked.abort(new Error('SIGTERM'));
    await kept;
  });
});
