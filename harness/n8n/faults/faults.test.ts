import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sinon from 'sinon';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HoldPoint, RealmEvent, RequestRecord } from '../../../mock-provider/index.ts';
import type { ClientUnderTest } from '../../model/client.ts';
import type { SystemUnderTest } from '../../model/system.ts';
import { openDatabase } from '../driver/database.ts';
import type { TargetFaultContext } from './define-target-fault.ts';
import { findTargetFault } from './index.ts';

type Until = (request: RequestRecord, gone: AbortSignal) => Promise<void>;

let folder: string;
let n8n: DatabaseSync;
let life: string[];
let met: string[];
let failures: unknown[];
let undos: ((signal: AbortSignal) => Promise<void>)[];
let holds: { at: HoldPoint; until: Until }[];
let listeners: ((event: RealmEvent) => void)[];
let end: sinon.SinonStub;

const { signal } = new AbortController();
const gone = AbortSignal.abort();
const from = (sender?: string): RequestRecord => ({ exchange: 1, endpoint: 'token', method: 'POST', path: '/token', grantType: 'refresh_token', ...(sender === undefined ? {} : { sender }) });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'faults-'));
  n8n = new DatabaseSync(join(folder, 'database.sqlite'), { timeout: 50 });
  n8n.exec("PRAGMA journal_mode = WAL; CREATE TABLE credentials_entity (id TEXT PRIMARY KEY, data TEXT); INSERT INTO credentials_entity VALUES ('c1', 'old')");
  [life, met, failures, undos, holds, listeners] = [[], [], [], [], [], []];
  end = sinon.stub().resolves();
});
afterEach(() => {
  n8n.close();
  rmSync(folder, { recursive: true, force: true });
});

const noting = (what: string) => async (part?: unknown) => void life.push(typeof part === 'string' ? `${what} ${part}` : what);

function system(): SystemUnderTest {
  return {
    parts: ['main', 'worker-1', 'worker-2', 'postgres', 'redis'],
    kill: noting('kill'), stop: noting('stop'), start: noting('start'), pause: noting('pause'), resume: noting('resume'), ready: async () => void life.push('ready'),
    senderOf: () => undefined, openDatabase: () => openDatabase({ dialect: 'sqlite', file: join(folder, 'database.sqlite') }),
    watchLocks: async () => async () => undefined, emptyRedis: async () => void life.push('empty'), expireLock: async (id) => void life.push(`expire ${id}`),
  };
}

async function begin(name: string, options: Readonly<Record<string, unknown>> = {}): Promise<void> {
  const fault = findTargetFault(name);
  if (fault === undefined) throw new Error(`There is no fault ${name}.`);
  const context: TargetFaultContext = {
    client: { system: system() } as ClientUnderTest,
    realm: {
      hold: (at, until) => {
        const hold = { at, until };
        holds.push(hold);
        return () => void holds.splice(holds.indexOf(hold), 1);
      },
      listen: (listener) => {
        listeners.push(listener);
        return () => void listeners.splice(listeners.indexOf(listener), 1);
      },
    },
    credentialId: 'c1', signal, undo: (action) => void undos.push(action), end, met: (note) => void met.push(note), clockOffset: () => undefined, failed: (cause) => void failures.push(cause),
  };
  await fault.begin(context, fault.options.parse(options));
}

/** What the provider does at a moment of a refresh. */
async function refreshAt(at: HoldPoint, sender?: string): Promise<void> {
  for (const hold of holds.slice()) if (hold.at === at) await hold.until(from(sender), gone);
}

async function heal(): Promise<void> {
  for (const action of undos.splice(0).reverse()) await action(signal);
}

const save = (): void => void n8n.prepare("UPDATE credentials_entity SET data = 'new' WHERE id = 'c1'").run();

describe('at a moment of the refresh', () => {
  it('n8n/killed strikes the process that refreshes, once, and starts it again', async () => {
    await begin('n8n/killed', { when: 'refresh-answered' });
    await refreshAt('refresh-received', 'worker-2');
    expect(life).toEqual([]);
    await refreshAt('refresh-answered', 'worker-2');
    await refreshAt('refresh-answered', 'worker-1');
    expect({ life, met }).toEqual({ life: ['kill worker-2'], met: ['worker-2 was killed while its refresh was carried out and not answered'] });
    await heal();
    expect({ life: life.at(-1), holds }).toEqual({ life: 'start worker-2', holds: [] });
  });

  it('n8n/killed tells when nobody knows who refreshes', async () => {
    await begin('n8n/killed', { when: 'refresh-received' });
    await refreshAt('refresh-received');
    expect({ life, met, failures }).toMatchObject({ life: [], met: [], failures: [{ code: 'sender-unknown' }] });
  });

  it('n8n/killed strikes a named process at once', async () => {
    await begin('n8n/killed', { part: 'main', when: 'now' });
    expect(life).toEqual(['kill main']);
    await expect(begin('n8n/killed', { part: 'worker-7', when: 'now' })).rejects.toMatchObject({ code: 'part-unknown' });
  });

  it('n8n/paused lets the lock expire, and ends with the refresh of another process', async () => {
    await begin('n8n/paused', { lock: 'expired', until: 'next-refresh' });
    await refreshAt('refresh-received', 'worker-1');
    expect(life).toEqual(['pause worker-1', 'expire c1']);
    await refreshAt('refresh-delivered', 'worker-1');
    expect(end.called).toBe(false);
    await refreshAt('refresh-delivered', 'worker-2');
    expect(end.args).toEqual([['the next refresh']]);
    await heal();
    expect(life.at(-1)).toBe('resume worker-1');
  });

  it('redis/restarted comes back empty, redis/down when it is healed', async () => {
    await begin('redis/restarted');
    await refreshAt('refresh-received', 'worker-1');
    expect(life).toEqual(['empty', 'kill redis', 'start redis']);
    await heal();
    life = [];
    await begin('redis/down');
    await refreshAt('refresh-received', 'worker-1');
    await heal();
    expect(life).toEqual(['kill redis', 'start redis', 'ready']);
    expect(met).toHaveLength(2);
  });

  it('ends by itself after its time, and not when it was healed before', async () => {
    await begin('database/down', { for: '30ms' });
    await refreshAt('refresh-answered', 'main');
    expect(life).toEqual(['stop postgres']);
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(end.args).toEqual([['its time']]);
    await heal();
    end.resetHistory();
    await begin('database/down', { for: '30ms' });
    await refreshAt('refresh-answered', 'main');
    await heal();
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(end.called).toBe(false);
  });
});

describe('faults of a SQLite database', () => {
  it('database/locked keeps n8n from writing, not from reading, until it is healed', async () => {
    await begin('database/locked');
    expect(save).toThrow(/locked/);
    expect(n8n.prepare('SELECT data FROM credentials_entity').get()).toMatchObject({ data: 'old' });
    expect(met).toEqual([]);
    await refreshAt('refresh-answered', 'main');
    await refreshAt('refresh-answered', 'main');
    expect(met).toEqual(['a refresh was answered while the credentials were locked']);
    await heal();
    expect(save).not.toThrow();
  });

  it('database/read-only refuses changes of credentials until it is healed', async () => {
    await begin('database/read-only', { when: 'refresh-answered' });
    expect(save).not.toThrow();
    await refreshAt('refresh-answered', 'main');
    expect(save).toThrow('attempt to write a readonly database');
    expect(met).toHaveLength(1);
    await heal();
    expect(save).not.toThrow();
  });
});

it('a second n8n is met when it calls the provider', async () => {
  await begin('n8n/second-process');
  const request = (sender: string): RealmEvent => ({ type: 'request', ...from(sender) });
  listeners.forEach((listener) => listener(request('main')));
  expect(met).toEqual([]);
  listeners.forEach((listener) => (listener(request('main-2')), listener(request('main-2'))));
  expect({ life, met }).toEqual({ life: ['start main-2'], met: ['the second n8n called the provider'] });
  await heal();
  expect({ last: life.at(-1), listeners }).toEqual({ last: 'stop main-2', listeners: [] });
});
