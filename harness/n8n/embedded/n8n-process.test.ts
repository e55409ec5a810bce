import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HarnessError } from '../../model/error.ts';
import { N8nProcess, type OtherStart } from './n8n-process.ts';
import type { ServiceProcess } from './service-process.ts';

const signal = new AbortController().signal;
const OWN = '{"encryptionKey":"own"}';

let folder: string;
let config: string;
let starts: (OtherStart | undefined)[];
let versions: (string | undefined)[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'n8n-process-'));
  config = join(folder, '.n8n', 'config');
  mkdirSync(join(folder, '.n8n'));
  writeFileSync(config, OWN);
  starts = [];
  versions = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A run of n8n that ends when it is asked to. */
function running(): ServiceProcess {
  const ended = new AbortController();
  const end = async (): Promise<void> => ended.abort();
  const idle = (): void => undefined;
  return {
    pid: 7,
    ended: ended.signal,
    stopping: true,
    stop: end,
    kill: end,
    pause: idle,
    resume: idle,
  };
}

/** An n8n that writes its key into a settings file where there is none, as n8n does. */
function n8n(fails?: Error): N8nProcess {
  return new N8nProcess('main', '/nowhere/main.log', folder, async (_, other, version) => {
    starts.push(other);
    versions.push(version);
    if (!existsSync(config)) writeFileSync(config, other?.environment['N8N_ENCRYPTION_KEY'] ?? '');
    if (fails !== undefined && other !== undefined) throw fails;
    return running();
  });
}

const failed = (log: string): Error =>
  new HarnessError('n8n-start-failed', `Could not start: ${log}`);

describe('an n8n with another encryption key', () => {
  it('has it for one start, and its own again afterwards', async () => {
    const main = n8n();
    expect(await main.startWithOtherKey('kept', signal)).toBe('runs');
    await main.stop();
    await main.start(signal);
    expect(starts.map((other) => Object.keys(other?.environment ?? {}))).toEqual([
      ['N8N_ENCRYPTION_KEY'],
      [],
    ]);
    expect(readFileSync(config, 'utf8')).toBe(OWN);
  });

  it('finds no settings file where it is lost, and its own again afterwards', async () => {
    const main = n8n();
    expect(await main.startWithOtherKey('lost', signal)).toBe('runs');
    expect(readFileSync(config, 'utf8')).toBe(starts[0]?.environment['N8N_ENCRYPTION_KEY']);
    await main.stop();
    await main.start(signal);
    expect(readFileSync(config, 'utf8')).toBe(OWN);
  });

  it.each([
    ['Mismatching encryption keys. The encryption key in the settings file', 'refused'],
    ["Deployment key 'signing.jwt' cannot be read with this instance encryption key", 'refused'],
    ['Segmentation fault', 'ended'],
  ])('that says "%s" has %s, and has not died', async (log, state) => {
    const main = n8n(failed(log));
    expect(await main.startWithOtherKey('kept', signal)).toBe(state);
    expect(main.died).toBe(false);
  });

  it('that cannot be started for another reason proves nothing', async () => {
    const main = n8n(new HarnessError('n8n-port-taken', 'Could not start: the port is taken.'));
    await expect(main.startWithOtherKey('kept', signal)).rejects.toThrow('the port is taken');
  });
});

it('is started as the version that it has become', async () => {
  const main = n8n();
  await main.start(signal);
  await main.stop();
  main.become('2.0.0');
  await main.start(signal);
  expect(versions).toEqual([undefined, '2.0.0']);
});
