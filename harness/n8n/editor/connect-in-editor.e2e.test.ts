import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProvider, type Provider, type Realm } from '../../../mock-provider/index.ts';
import { findChromium } from '../../machine/find-chromium.ts';
import { CREDENTIAL_DEFAULTS } from '../../model/credential-defaults.ts';
import type { Consent, EditorAnswer, Screenshot, ScreenshotMoment } from '../../model/editor.ts';
import type { RunningTarget } from '../../model/target.ts';
import { createEmbeddedTarget } from '../embedded/embedded-target.ts';

const signal = new AbortController().signal;
const VERSION = process.env['E2E_N8N'] ?? '2.41.1';
const PNG = [0x89, 0x50, 0x4e, 0x47];

let directory: string;
let provider: Provider;
let realm: Realm;
let n8n: RunningTarget;
let credential: string;
let secret: string;

/** What a connect in the editor came to, and what was seen on the way. */
async function connect(
  consent: Consent,
  onSeen: (moment: ScreenshotMoment) => void = () => undefined,
): Promise<{ seen: Screenshot[]; answer: EditorAnswer | undefined; error: unknown }> {
  const seen: Screenshot[] = [];
  try {
    const answer = await n8n.connectInEditor?.(credential, signal, {
      consent,
      onScreenshot(screenshot) {
        seen.push(screenshot);
        onSeen(screenshot.moment);
      },
    });
    return { seen, answer, error: undefined };
  } catch (error) {
    return { seen, answer: undefined, error };
  }
}

const storedTokens = (): Promise<unknown> =>
  n8n.readStoredCredential(credential, ({ oauthTokenData }) => oauthTokenData);

/** Kills the browser that this process has started. */
async function killBrowser(): Promise<void> {
  const { stdout } = await execa('ps', ['-ax', '-o', 'pid=,ppid=,command=']);
  for (const line of stdout.split('\n')) {
    const [, pid, parent, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    if (Number(parent) === process.pid && command.includes('playwright'))
      process.kill(Number(pid), 'SIGKILL');
  }
}

describe.skipIf(findChromium() === undefined)(`the editor of n8n ${VERSION}, in Chromium`, () => {
  beforeAll(async () => {
    directory = realpathSync(mkdtempSync(join(tmpdir(), 'editor-')));
    provider = await startProvider();
    realm = provider.createRealm('editor', { consent: 'page-in-browser' });
    const client = realm.registerClient('main');
    secret = client.secret;
    const target = await createEmbeddedTarget(VERSION, { onProgress: () => {} });
    n8n = await target.start({
      directory,
      onProcess: () => {},
      provider: { here: provider.url, there: provider.url },
      signal,
    });
    credential = await n8n.createCredential(
      {
        name: 'main',
        spec: CREDENTIAL_DEFAULTS,
        provider: {
          authorizationUrl: realm.authorizationUrl,
          tokenUrl: realm.tokenUrl,
          apiUrl: realm.apiUrl,
          clientId: client.id,
          clientSecret: client.secret,
        },
      },
      signal,
    );
  });
  afterAll(async () => {
    await n8n?.[Symbol.asyncDispose]();
    await provider?.close();
    rmSync(directory, { recursive: true, force: true });
  });

  it('can open it in a browser', () => {
    expect(n8n.capabilities.has('browser')).toBe(true);
  });

  it('connects a credential, and shows its user what to see and no secret', async () => {
    const { seen, answer, error } = await connect('allow');
    expect(error).toBeUndefined();
    expect(seen.map(({ moment }) => moment)).toEqual(['before', 'consent', 'callback', 'after']);
    expect(seen.every(({ png }) => PNG.every((byte, at) => png[at] === byte))).toBe(true);
    const [before, consent, callback, after] = seen.map(({ text }) => text);
    expect(before).not.toMatch(/^Account connected/m);
    expect(consent).toContain('main asks for access to your account.');
    expect(callback).toContain('Connection successful');
    expect(after).toMatch(/^Account connected/m);
    expect(answer?.dialog).toContain('Account connected');
    expect(answer?.page).toContain('Connection successful');
    expect(realm.findSecrets(seen.map(({ text }) => text).join('\n'))).toEqual([]);
    expect(JSON.stringify(seen.map(({ text }) => text))).not.toContain(secret);
    expect(await storedTokens()).toMatchObject({ access_token: expect.any(String) });
  });

  it('tells why a consent was refused, and keeps what was connected', async () => {
    const tokens = await storedTokens();
    const { seen, error } = await connect('deny');
    expect(error).toMatchObject({
      code: 'connect-failed',
      shown: expect.stringContaining('access_denied'),
      dialog: expect.any(String),
    });
    expect(seen.map(({ moment }) => moment)).toEqual(['before', 'consent', 'callback', 'after']);
    expect(await storedTokens()).toEqual(tokens);
  });

  it('says that nobody came back when the provider shows an error of its own', async () => {
    const { id } = realm.inject('authorize/redirect-uri-mismatch');
    const { error, seen } = await connect('allow');
    realm.heal(id);
    expect(error).toMatchObject({
      code: 'connect-failed',
      message: expect.stringContaining('redirect_uri_mismatch'),
      page: '',
      shown: undefined,
    });
    expect(seen.map(({ moment }) => moment)).toEqual(['before', 'consent', 'after']);
  });

  it('is no failure of n8n when the browser dies on the way', async () => {
    let killed: Promise<void> | undefined;
    const { seen, error } = await connect('allow', (moment) => {
      if (moment === 'before') killed = killBrowser();
    });
    await killed;
    expect(seen[0]?.moment).toBe('before');
    expect(error).toMatchObject({ code: 'browser-failed' });
    expect((await connect('allow')).answer?.dialog).toContain('Account connected');
  });
});
