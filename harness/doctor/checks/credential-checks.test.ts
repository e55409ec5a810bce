import { describe, expect, it } from 'vitest';
import { fact, withheld } from '../snapshot/fact.ts';
import type { Encryption } from '../snapshot/snapshot.ts';
import {
  alarm,
  credential,
  DAY,
  look,
  node,
  NOW,
  settings,
  tokens,
  workflow,
} from '../testing/sample-snapshot.ts';
import { accountConnected } from './account-connected.ts';
import { clockInSync } from './clock-in-sync.ts';
import { credentialExists } from './credential-exists.ts';
import { expiryAhead } from './expiry-ahead.ts';
import { keysOpen } from './keys-open.ts';
import { refreshTokenPresent } from './refresh-token-present.ts';
import { scopesGranted } from './scopes-granted.ts';

type Credential = NonNullable<Parameters<typeof credential>[0]>;

const of = (more: Credential) => ({ credentials: fact([credential(more)]) });
const ofTokens = (more: Parameters<typeof tokens>[0]) => of({ tokens: fact(tokens(more)) });
const WHERE = { credential: { id: 'c1', name: 'main' } };
const CLIENT = { settings: fact(settings({ grantType: 'clientCredentials' })) };

describe('refresh-token-present', () => {
  it('misses it where the access token ends', () => {
    expect(look(refreshTokenPresent, ofTokens({ refreshToken: false })).found).toMatchObject([
      { severity: 'error', where: WHERE },
    ]);
  });

  it('also where it is not known when', () => {
    const ends = { refreshToken: false, accessEndsAt: withheld('nobody noted it') };
    expect(look(refreshTokenPresent, ofTokens(ends)).found).toMatchObject([{ severity: 'error' }]);
  });

  it('warns where the access token may live for ever', () => {
    const forever = { refreshToken: false, accessEndsAt: fact(undefined) };
    expect(look(refreshTokenPresent, ofTokens(forever)).found).toMatchObject([
      { severity: 'warning' },
    ]);
  });

  it('asks for none with client credentials', () => {
    const without = of({ ...CLIENT, tokens: fact(tokens({ refreshToken: false })) });
    expect(look(refreshTokenPresent, without)).toMatchObject({ lookedAt: 0, found: [] });
  });
});

describe('account-connected', () => {
  it('misses an account', () => {
    expect(look(accountConnected, of({ connected: fact(false) })).found).toMatchObject([
      { severity: 'error', where: WHERE },
    ]);
  });

  it('asks for none with client credentials', () => {
    expect(look(accountConnected, of({ ...CLIENT, connected: fact(false) })).found).toEqual([]);
  });
});

describe('a credential that no workflow uses', () => {
  const unused = { workflows: fact([workflow({ nodes: [node({ credentials: [] })] }), alarm()]) };
  const BROKEN = {
    connected: fact(false),
    settings: fact(settings({ scopes: fact(['write']) })),
    tokens: fact(tokens({ refreshToken: false, accessEndsAt: fact(NOW - 1) })),
    encryption: fact<Encryption>({ under: 'instance-key', key: 'active', opens: false }),
  };

  it.each(
    [accountConnected, refreshTokenPresent, scopesGranted, expiryAhead, keysOpen].map(
      (check) => [check.name, check] as const,
    ),
  )('%s warns, where else it is an error', (_, check) => {
    const severities = (more: Parameters<typeof look>[1]) =>
      look(check, { ...of(BROKEN), ...more }).found.map(({ severity }) => severity);
    expect(severities({})).toEqual(['error']);
    expect(severities(unused)).toEqual(['warning']);
    expect(severities({ workflows: withheld('half an export') })).toEqual(['error']);
  });
});

describe('scopes-granted', () => {
  it('names what was not granted', () => {
    const asked = of({ settings: fact(settings({ scopes: fact(['read', 'write']) })) });
    expect(look(scopesGranted, asked).found).toMatchObject([
      { severity: 'error', what: expect.stringContaining('not granted: write.'), where: WHERE },
    ]);
  });

  it('takes a reply without a scope as RFC 6749 does', () => {
    expect(look(scopesGranted, ofTokens({ scopes: undefined }))).toMatchObject({
      lookedAt: 1,
      found: [],
    });
  });

  it('does not compare with what it does not know', () => {
    const hidden = of({ settings: fact(settings({ scopes: withheld('the type decides') })) });
    expect(look(scopesGranted, hidden)).toMatchObject({
      lookedAt: 0,
      unseen: [{ because: expect.stringContaining('the type decides') }],
    });
  });
});

describe('expiry-ahead', () => {
  it.each([
    ['over', NOW - 1, 'error'],
    ['near', NOW + DAY, 'warning'],
    ['far', NOW + 4 * DAY, undefined],
  ])('of the refresh token: %s', (_, refreshEndsAt, severity) => {
    const { found } = look(expiryAhead, ofTokens({ refreshEndsAt: fact(refreshEndsAt) }));
    expect(found.map((one) => one.severity)).toEqual(severity === undefined ? [] : [severity]);
  });

  it('of an access token alone, once it is over', () => {
    const alone = { refreshToken: false, accessEndsAt: fact(NOW - 1) };
    expect(look(expiryAhead, ofTokens(alone)).found).toMatchObject([{ severity: 'error' }]);
    const beside = { accessEndsAt: fact(NOW - 1) };
    expect(look(expiryAhead, ofTokens(beside)).found).toEqual([]);
  });
});

describe('clock-in-sync', () => {
  const URL = 'https://idp.example/token';
  const hosts = (aheadMs: number) => ({ tokenHosts: fact(new Map([[URL, fact(aheadMs)]])) });

  it.each([
    [59_000, 0, undefined],
    [0, 61_000, 'warning'],
    [-400_000, 0, 'warning'],
    [3_600_000, 3_600_000, undefined],
  ])('n8n %i ms ahead, the provider %i ms', (ours, theirs, severity) => {
    const { found } = look(clockInSync, { clockAheadMs: fact(ours) }, hosts(theirs));
    expect(found.map((one) => one.severity)).toEqual(severity === undefined ? [] : [severity]);
  });

  it('says which way', () => {
    const { found } = look(clockInSync, { clockAheadMs: fact(7_200_000) }, hosts(0));
    expect(found).toMatchObject([
      {
        what: "n8n's clock is 2 hours ahead of the provider's.",
        where: { host: 'idp.example' },
      },
    ]);
  });

  it('does not look where a host does not answer', () => {
    const silent = { tokenHosts: fact(new Map([[URL, withheld('it did not answer')]])) };
    expect(look(clockInSync, {}, silent)).toMatchObject({
      lookedAt: 0,
      unseen: [{ what: 'the clock of idp.example', because: 'it did not answer' }],
    });
  });
});

describe('keys-open', () => {
  it.each([
    [{ under: 'instance-key', key: 'active', opens: false }, 'error'],
    [{ under: 'data-key', key: 'missing', opens: false }, 'error'],
    [{ under: 'data-key', key: 'inactive', opens: true }, 'warning'],
    [{ under: 'data-key', key: 'active', opens: true }, undefined],
  ] as const)('%j', (encryption, severity) => {
    const { found } = look(keysOpen, of({ encryption: fact(encryption) }));
    expect(found.map((one) => one.severity)).toEqual(severity === undefined ? [] : [severity]);
  });
});

describe('credential-exists', () => {
  const naming = (id: string | undefined, more: Parameters<typeof node>[0] = {}) => ({
    workflows: fact([
      workflow({
        nodes: [node({ credentials: [{ type: 'oAuth2Api', id, name: 'main' }], ...more })],
      }),
      alarm(),
    ]),
  });

  it('misses one', () => {
    expect(look(credentialExists, naming('gone')).found).toMatchObject([
      { severity: 'error', where: { workflow: { id: 'w1', name: 'Invoices' }, node: 'Get' } },
    ]);
  });

  it('does not look at what is named by name, and at nodes that never run', () => {
    expect(look(credentialExists, naming(undefined))).toMatchObject({
      lookedAt: 0,
      unseen: [{ what: 'credential "main" of node "Get"' }],
    });
    expect(look(credentialExists, naming('gone', { disabled: true }))).toMatchObject({
      lookedAt: 0,
      found: [],
    });
  });
});
