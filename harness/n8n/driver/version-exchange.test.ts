import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { FakeService } from './testing/fake-service.ts';
import { VersionExchange } from './version-exchange.ts';

const LEFT = { data: 'left', isWhole: true } as const;
const VERSIONS = { older: '1.0.0', newer: '2.0.0' };

/** An n8n that has stored tokens in SQLite, and is not running. */
function stopped() {
  const folder = mkdtempSync(join(tmpdir(), 'exchange-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'database.sqlite');
  const change = <T>(act: (database: DatabaseSync) => T): T => {
    const database = new DatabaseSync(file);
    try {
      return act(database);
    } finally {
      database.close();
    }
  };
  change((database) => database.exec('PRAGMA journal_mode = WAL; CREATE TABLE token (value TEXT)'));
  const store = (value: string): void =>
    change((database) => database.exec(`INSERT INTO token VALUES ('${value}')`));
  const stored = (): unknown[] =>
    change((database) => database.prepare('SELECT value FROM token').all()).map(
      ({ value }) => value,
    );
  const became: string[] = [];
  const main = Object.assign(new FakeService('main', []), {
    become: (version: string) => void became.push(version),
  });
  const exchange = new VersionExchange({ dialect: 'sqlite', file }, VERSIONS);
  return { exchange, services: [main, new FakeService('worker-1', [])], became, store, stored };
}

describe('an n8n whose version is exchanged', () => {
  it('starts as the other one, on the data that it has', async () => {
    const { exchange, services, became, store, stored } = stopped();
    store('first');
    expect(exchange.version).toBe('1.0.0');
    await exchange.prepare(services, 'newer', LEFT);
    expect([exchange.version, became, stored()]).toEqual(['2.0.0', ['2.0.0'], ['first']]);
    store('second');
    await exchange.prepare(services, 'older', LEFT);
    expect([exchange.version, stored()]).toEqual(['1.0.0', ['first', 'second']]);
  });

  it('finds the data from before the upgrade when it is set back to the copy, each time', async () => {
    const { exchange, services, store, stored } = stopped();
    store('first');
    await exchange.prepare(services, 'newer', LEFT);
    for (const later of ['second', 'third']) {
      store(later);
      await exchange.prepare(services, 'older', { ...LEFT, data: 'copy' });
      expect(stored()).toEqual(['first']);
    }
  });

  it('has nobody connected to its database meanwhile', async () => {
    const { exchange, services } = stopped();
    let letGo = 0;
    exchange.beforeExchange(async () => void (letGo += 1));
    await exchange.prepare(services, 'newer', LEFT);
    expect(letGo).toBe(1);
  });

  it('must have been begun on the older one', async () => {
    const { services } = stopped();
    const exchange = new VersionExchange({ dialect: 'sqlite', file: '/nowhere' }, undefined);
    expect(exchange.version).toBeUndefined();
    await expect(exchange.prepare(services, 'newer', LEFT)).rejects.toMatchObject({
      code: 'capability-missing',
    });
  });
});
