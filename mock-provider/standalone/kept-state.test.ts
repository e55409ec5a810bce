import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startProvider, type ProviderMemory } from '../index.ts';
import { KeptState } from './kept-state.ts';
import type { ProviderPlan, StandaloneProvider } from './provider-plan.ts';
import { startStandaloneProvider } from './start-standalone.ts';
import { decodeState, encodeState } from './state-file.ts';
import { lockState } from './state-lock.ts';

/** A busy machine may write the file late. */
const SOON = { timeout: 10_000 };

let folder: string;
let file: string;
let warned: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cli-state-'));
  file = join(folder, 'state');
  warned = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const start = (plan: Partial<ProviderPlan> = {}, discard = false): Promise<StandaloneProvider> =>
  startStandaloneProvider(
    {
      host: '127.0.0.1',
      port: 0,
      name: 'demo',
      policy: { refreshToken: { rotation: 'single-use' } },
      faults: [],
      state: { file, discard },
      ...plan,
    },
    (line) => warned.push(line),
  );

const token = (
  { realm, client }: StandaloneProvider,
  parameters: Readonly<Record<string, string>>,
): Promise<Response> =>
  fetch(realm.tokenUrl, {
    method: 'POST',
    body: new URLSearchParams({
      client_id: client.id,
      client_secret: client.secret,
      ...parameters,
    }),
  });

async function connect(provider: StandaloneProvider): Promise<string> {
  const redirect = 'http://127.0.0.1:1/callback';
  const asked = await fetch(
    `${provider.realm.authorizationUrl}?${new URLSearchParams({ response_type: 'code', client_id: provider.client.id, redirect_uri: redirect })}`,
    { redirect: 'manual' },
  );
  const reply = await token(provider, {
    grant_type: 'authorization_code',
    code: new URL(asked.headers.get('location') ?? '').searchParams.get('code') ?? '',
    redirect_uri: redirect,
  });
  return ((await reply.json()) as { readonly refresh_token: string }).refresh_token;
}

const refresh = async (provider: StandaloneProvider, raw: string): Promise<number> =>
  (await token(provider, { grant_type: 'refresh_token', refresh_token: raw })).status;

describe('a provider with a state file', () => {
  it('goes on after a restart: client, token and fault from before are there, and options for a new realm do nothing', async () => {
    const first = await start({ faults: [{ name: 'token/throttled', options: { times: 1 } }] });
    const raw = await connect(first);
    await first.close();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['state']);
    const second = await start({ faults: [{ name: 'token/unavailable', options: {} }] });
    expect([second.goesOn, second.client, second.realm.faults.map(({ name }) => name)]).toEqual([
      true,
      first.client,
      ['token/throttled'],
    ]);
    expect([
      await refresh(second, raw),
      await refresh(second, raw),
      await refresh(second, raw),
    ]).toEqual([429, 200, 400]);
    await second.close();
    expect(warned).toEqual([]);
  });

  it('without its file it knows nothing', async () => {
    const first = await start();
    const raw = await connect(first);
    await first.close();
    rmSync(file);
    const second = await start();
    expect([second.goesOn, await refresh(second, raw)]).toEqual([false, 400]);
    await second.close();
  });

  it('writes what has changed soon after, so that a kill loses little', async () => {
    const provider = await start();
    await connect(provider);
    await expect
      .poll(
        () =>
          decodeState(readFileSync(file, 'utf8'), file).realms[0]?.memory.grants.families.length,
        SOON,
      )
      .toBe(1);
    await provider.close();
  });

  it('is refused a file that another one uses, and may have it afterwards', async () => {
    const first = await start();
    const before = readFileSync(file, 'utf8');
    await expect(lockState(file, 0)).rejects.toMatchObject({
      code: 'state-in-use',
      exitCode: 64,
      message: expect.stringContaining(file),
    });
    expect(readFileSync(file, 'utf8')).toBe(before);
    await first.close();
    await (await lockState(file, 0)).release();
  });

  it('lets the file go when it cannot start', async () => {
    await expect(start({ host: '203.0.113.1' })).rejects.toMatchObject({
      code: 'provider-not-started',
    });
    await (await lockState(file, 0)).release();
    expect(existsSync(file)).toBe(false);
  });

  it('tells at the start that nothing can be written', async () => {
    mkdirSync(`${file}.new`);
    await expect(start()).rejects.toMatchObject({
      code: 'state-not-written',
      message: expect.stringContaining(file),
    });
  });
});

const emptyRealm = await (async () => {
  await using provider = await startProvider();
  provider.createRealm('demo');
  return provider.memory().realms[0];
})();

function faultUnknown(): string {
  const realm = { ...emptyRealm, faults: [{ name: 'token/forgotten', options: {} }] };
  return encodeState({ key: undefined, realms: [realm] } as unknown as ProviderMemory);
}

describe('a damaged state file', () => {
  const good = encodeState({ key: undefined, realms: [] });
  const cases: Readonly<Record<string, readonly [text: string, says: RegExp]>> = {
    'another file': ['hello\n', /no state of a provider/],
    'an empty file': ['', /no state of a provider/],
    'another version': [
      good.replace('state 1', 'state 2'),
      /of version 2, and this program knows version 1/,
    ],
    'a changed byte': [
      good.replace(/\n(.)/, (_all, first: string) => `\n${first === 'A' ? 'B' : 'A'}`),
      /not as it was written/,
    ],
    'a cut file': [good.slice(0, -10), /not as it was written/],
    'something after the data': [`${good}more\n`, /not as it was written/],
    'a fault there is no more': [faultUnknown(), /token\/forgotten/],
  };
  it.each(Object.entries(cases))('%s is told and left as it is', async (_, [text, says]) => {
    writeFileSync(file, text);
    await expect(start()).rejects.toMatchObject({
      code: 'state-damaged',
      exitCode: 64,
      message: expect.stringMatching(says),
    });
    await expect(start()).rejects.toMatchObject({ message: expect.stringContaining(file) });
    expect([readFileSync(file, 'utf8'), readdirSync(folder)]).toEqual([text, ['state']]);
  });

  it.each(Object.entries(cases))('%s is kept aside when that is asked for', async (_, [text]) => {
    writeFileSync(file, text);
    await (await start({}, true)).close();
    const [aside = ''] = readdirSync(folder).filter((name) =>
      /^state\.damaged-[\dTZ-]+$/.test(name),
    );
    expect(readFileSync(join(folder, aside), 'utf8')).toBe(text);
    expect(warned).toEqual([expect.stringContaining(aside)]);
    expect(decodeState(readFileSync(file, 'utf8'), file).realms).toHaveLength(1);
  });

  it('is not what a folder is: that is never touched', async () => {
    mkdirSync(file);
    await expect(start({}, true)).rejects.toMatchObject({
      code: 'state-unreadable',
      exitCode: 64,
      message: expect.stringContaining('it is a folder'),
    });
    expect(readdirSync(folder)).toEqual(['state']);
  });
});

it('a write that fails while the provider runs is told, and the next one is tried', async () => {
  const state = await KeptState.open({ file, discard: false, warn: (line) => warned.push(line) });
  state.keep(() => ({ key: undefined, realms: [] }));
  mkdirSync(`${file}.new`);
  state.changed();
  await expect
    .poll(() => warned, SOON)
    .toEqual([
      expect.stringMatching(
        /^WARNING: Could not write state file .*tried again after the next change\.$/,
      ),
    ]);
  rmSync(`${file}.new`, { recursive: true });
  state.changed();
  await expect.poll(() => existsSync(file), SOON).toBe(true);
  chmodSync(file, 0o644);
  await state.close();
  expect(statSync(file).mode & 0o777).toBe(0o600);
});
