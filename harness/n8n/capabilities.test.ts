import { describe, expect, it } from 'vitest';
import { drivers, type Deployment, type Topology } from './index.ts';

type Where = Parameters<(typeof drivers)[number]['capabilities']>[1];
const capabilitiesOf = (name: string, deployment: Deployment, where: Where) => {
  const driver = drivers.find((known) => known.name === name);
  if (driver === undefined) throw new Error(`There is no driver ${name}.`);
  return driver.capabilities(deployment, where);
};

const here = { virtual: false };
const virtual = { virtual: true };
const as = (topology: Topology, change: Partial<Deployment> = {}): Deployment => ({
  topology,
  workers: topology === 'queue' ? 2 : 0,
  settings: {},
  ...change,
});

describe('the capabilities of a driver', () => {
  it('is the same for processes and containers on one kernel, but for what is given at the start', () => {
    const ofProcesses = ['https', 'lookups', 'other-key', 'other-version', 'browser'];
    expect([...capabilitiesOf('docker', as('queue'), here), ...ofProcesses].sort()).toEqual(
      [...capabilitiesOf('embedded', as('queue'), here)].sort(),
    );
    expect(capabilitiesOf('docker', as('queue'), here)).toEqual(
      new Set([
        'stored-credential',
        'variables',
        'skew-clock',
        'log',
        'restart',
        'kill',
        'pause',
        'disconnect',
        'database',
        'sender',
        'execute-command',
        'database-server',
        'workers',
        'locks',
        'redis',
      ]),
    );
  });

  it('is without a browser where there is none', () => {
    const of = (where: Where): boolean =>
      capabilitiesOf('embedded', as('single'), where).has('browser');
    expect([of(here), of({ ...here, browser: true }), of({ ...here, browser: false })]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('leaves the SQLite file of another kernel alone, but not a server', () => {
    expect(capabilitiesOf('docker', as('single'), virtual)).toEqual(
      new Set([
        'disconnect',
        'variables',
        'skew-clock',
        'log',
        'restart',
        'kill',
        'pause',
        'execute-command',
      ]),
    );
    expect(capabilitiesOf('docker', as('postgres'), virtual).has('stored-credential')).toBe(true);
    expect(capabilitiesOf('docker', as('postgres'), virtual).has('sender')).toBe(false);
  });

  it('knows nothing of an n8n somebody else runs', () => {
    expect(capabilitiesOf('remote', as('queue'), here).size).toBe(0);
  });

  it('a single worker is no several workers', () => {
    expect(capabilitiesOf('embedded', as('queue', { workers: 1 }), here).has('workers')).toBe(
      false,
    );
    expect(capabilitiesOf('embedded', as('queue', { workers: 1 }), here).has('locks')).toBe(true);
  });

  it('a log at another level is not one in which anything could be searched', () => {
    expect(
      capabilitiesOf('embedded', as('single', { settings: { N8N_LOG_LEVEL: 'info' } }), here).has(
        'log',
      ),
    ).toBe(false);
    expect(
      capabilitiesOf('embedded', as('single', { settings: { N8N_LOG_LEVEL: 'debug' } }), here).has(
        'log',
      ),
    ).toBe(true);
  });

  it('cannot tell who sent a request that comes through a proxy', () => {
    const proxied = as('single', {
      settings: { HTTP_PROXY: 'http://proxy.example:3128', NO_PROXY: 'localhost' },
    });
    const sender = (provider: string) =>
      capabilitiesOf('embedded', proxied, { ...here, provider }).has('sender');
    expect([sender('http://127.0.0.1:8090'), sender('http://localhost:8090')]).toEqual([
      false,
      true,
    ]);
  });
});
