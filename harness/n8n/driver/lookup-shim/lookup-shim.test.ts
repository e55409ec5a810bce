import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LookupTrouble } from '../../../model/system.ts';
import { countTroubledLookups, lookupEnvironment, writeLookupTrouble } from './lookup-file.ts';

const run = promisify(execFile);
const HOST = 'localhost';
/** Longer than a process needs to start and to call, on any machine that is not standing still. */
const DELAY_MS = 1_500;

let folder: string;
let file: string;
let server: Server;

beforeAll(async () => {
  server = createServer((_, response) => response.end('here'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => server.close());
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'lookup-')), 'with a space');
  mkdirSync(folder);
  file = join(folder, 'trouble');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

/** Ways in which a program comes to an address. */
const WAYS = {
  'node:http': `require('node:http').get(url, (answer) => answer.on('data', (text) => say(String(text)))).on('error', say)`,
  fetch: `fetch(url).then((answer) => answer.text()).then(say, (error) => say(error.cause))`,
  'a promise': `require('node:dns').promises.lookup('${HOST}').then(() => say('here'), say)`,
  'an import': `import('node:dns').then(({ lookup }) => lookup('${HOST}', (error) => say(error ?? 'here')))`,
} as const;

/** What a new process gets that calls the server, and how long it took in milliseconds. */
async function call(way: keyof typeof WAYS, host: string = HOST) {
  const { port } = server.address() as AddressInfo;
  const code = `
    const url = 'http://${host}:${port}/';
    const begun = performance.now();
    const say = (what) => {
      const said = typeof what === 'string' ? { text: what } : { code: what.code, message: what.message, errno: what.errno };
      console.log(JSON.stringify({ ...said, tookMs: performance.now() - begun }));
      process.exit();
    };
    ${WAYS[way]};`;
  const { stdout } = await run(process.execPath, ['-e', code], { env: lookupEnvironment(file) });
  return JSON.parse(stdout) as Readonly<Record<string, unknown>> & { readonly tookMs: number };
}

describe('the look-up shim', () => {
  it('leaves look-ups as they are until something is written, and afterwards', async () => {
    expect(await call('node:http')).toMatchObject({ text: 'here' });
    await writeLookupTrouble(file, { host: HOST, fails: 'ENOTFOUND' });
    await writeLookupTrouble(file, undefined);
    expect(await call('node:http')).toMatchObject({ text: 'here' });
    expect(await countTroubledLookups(file)).toBe(0);
  });

  it.each(Object.keys(WAYS) as (keyof typeof WAYS)[])('makes %s fail or wait', async (way) => {
    await writeLookupTrouble(file, { host: HOST, fails: 'EAI_AGAIN' });
    expect(await call(way)).toMatchObject({
      code: 'EAI_AGAIN',
      errno: -3001,
      message: `getaddrinfo EAI_AGAIN ${HOST}`,
    });
    expect(await countTroubledLookups(file)).toBe(1);
    await writeLookupTrouble(file, { host: HOST, delayMs: DELAY_MS });
    const late = await call(way);
    expect(late).toMatchObject({ text: 'here' });
    expect(late.tookMs).toBeGreaterThanOrEqual(DELAY_MS - 1);
    expect(await countTroubledLookups(file)).toBe(1);
  });

  it('fails as often as it is told to, and no other name', async () => {
    const trouble: LookupTrouble = { host: HOST, fails: 'ENOTFOUND', times: 1 };
    await writeLookupTrouble(file, trouble);
    expect(await call('node:http', '127.0.0.1')).toMatchObject({ text: 'here' });
    expect(await call('node:http')).toMatchObject({ code: 'ENOTFOUND', errno: -3008 });
    expect(await call('node:http')).toMatchObject({ text: 'here' });
    expect(await countTroubledLookups(file)).toBe(1);
  });
});
