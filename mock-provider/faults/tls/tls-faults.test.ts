import { request } from 'node:https';
import { expect, test } from 'vitest';
import { startRealm, type TestRealm } from '../../testing/start-realm.ts';
import type { FaultName } from '../index.ts';

/**
 * Sends a token request over HTTPS with the realm's certificate authority as a trusted one. Returns
 * the HTTP status, or the code of the connection error.
 */
function ask({ client }: TestRealm, tokenUrl: string, ca: string): Promise<number | string> {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: client.id,
    client_secret: client.secret,
  }).toString();
  return new Promise((resolve) => {
    const sent = request(
      tokenUrl,
      {
        method: 'POST',
        ca,
        agent: false,
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': body.length,
        },
      },
      (response) => {
        response.resume();
        response.once('end', () => resolve(response.statusCode ?? 0));
      },
    );
    sent.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    sent.end(body);
  });
}

const turnedAway = async (run: TestRealm, times: number): Promise<void> => {
  const seen = (): number =>
    run.replies.filter(({ outcome }) => outcome === 'aborted-by-client').length;
  await expect.poll(seen, { timeout: 5_000 }).toBe(times);
};

const cases: readonly (readonly [FaultName, string])[] = [
  ['tls/certificate-expired', 'CERT_HAS_EXPIRED'],
  ['tls/certificate-self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ['tls/certificate-wrong-host', 'ERR_TLS_CERT_ALTNAME_INVALID'],
];

test.each(cases)(
  '%s: a client that looks at certificates turns away, and the realm knows',
  async (name, code) => {
    await using run = await startRealm();
    const { tokenUrl, certificateAuthority: ca } = await run.realm.secure();
    expect(await ask(run, tokenUrl, ca)).toBe(200);
    const { id } = run.realm.inject(name);
    expect(await ask(run, tokenUrl, ca)).toBe(code);
    await turnedAway(run, 1);
    expect(run.replies.at(-1)).toMatchObject({
      endpoint: 'unknown',
      delivered: false,
      faults: [id],
    });
    expect(run.requests.at(-1)).toMatchObject({ method: 'TLS', path: 'handshake' });
    run.realm.heal(id);
    expect(await ask(run, tokenUrl, ca)).toBe(200);
    expect((await run.lastReply()).faults).toEqual([]);
  },
);

test('the same realm by HTTP and HTTPS; the address is opened once and closed with the realm', async () => {
  const run = await startRealm();
  run.realm.inject('tls/certificate-expired');
  const first = await run.realm.secure();
  expect(await run.realm.secure()).toEqual(first);
  expect(await ask(run, first.tokenUrl, first.certificateAuthority)).toBe('CERT_HAS_EXPIRED');
  expect((await run.token({ grant_type: 'client_credentials' })).status).toBe(200);
  await run[Symbol.asyncDispose]();
  expect(await ask(run, first.tokenUrl, first.certificateAuthority)).toBe('ECONNREFUSED');
});

test('a client that turns away without a fault is no news', async () => {
  await using run = await startRealm();
  const { tokenUrl } = await run.realm.secure();
  expect(await ask(run, tokenUrl, '')).toMatch(/CERT|VERIFY/);
  expect(run.events).toEqual([]);
});
