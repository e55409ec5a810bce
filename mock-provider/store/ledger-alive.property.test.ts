import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NumberedLedgerEntry } from '../model/records.ts';
import { startRealm, type TestRealm } from '../testing/start-realm.ts';

/**
 * The live tokens according to the ledger alone: those that were issued and have not ended. Spent
 * tokens are left out, because a grace period may continue after the entry that ends the token.
 */
function aliveByLedger(entries: readonly NumberedLedgerEntry[]): string[] {
  const alive = new Set<string>();
  for (const { action, token } of entries) {
    if (token === undefined) continue;
    if (action === 'issued') alive.add(token.fingerprint);
    if (action === 'expired' || action === 'revoked' || action === 'spent')
      alive.delete(token.fingerprint);
  }
  return [...alive].sort();
}

const aliveByStore = (run: TestRealm): string[] =>
  run.realm
    .grants()
    .flatMap(({ tokens }) => tokens)
    .filter(({ standing }) => standing === 'live')
    .map(({ ref }) => ref.fingerprint)
    .sort();

const moves = fc.array(
  fc.oneof(
    fc.constantFrom('connect', 'refresh', 'replay', 'expire', 'revoke-one'),
    fc.constantFrom('1s', '10m', '1h', '2d'),
  ),
  { minLength: 1, maxLength: 12, size: 'max' },
);
const policies = fc.record({
  refreshToken: fc.record({
    rotation: fc.constantFrom('never' as const, 'single-use' as const),
    retirement: fc.constantFrom('on-use' as const, 'on-successor-use' as const, 'never' as const),
    graceReply: fc.constantFrom(
      'sibling' as const,
      'new-pair' as const,
      'same-pair' as const,
      'echo' as const,
    ),
    grace: fc.constantFrom('0s' as const, '10m' as const),
    onReuse: fc.constantFrom(
      'error' as const,
      'revoke-family' as const,
      'revoke-session' as const,
      'revoke-current' as const,
    ),
    idleTtl: fc.constantFrom('1h' as const, '30d' as const),
    limit: fc.constantFrom(1, 3),
  }),
  accessTokenOnRefresh: fc.constantFrom(
    'kept' as const,
    'revoked' as const,
    'revoked-after-grace' as const,
    'same' as const,
  ),
  accessTokenGrace: fc.constantFrom('5m' as const),
  accessTokenLimit: fc.constantFrom(1, 5),
});

const UNITS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

test('the ledger alone is enough to say which tokens are alive', async () => {
  await fc.assert(
    fc.asyncProperty(policies, moves, async (policy, sequence) => {
      await using run = await startRealm(policy);
      const refreshTokens: string[] = [];
      const keep = async (response: Response): Promise<void> => {
        const { refresh_token: token } = (await response.json()) as { refresh_token?: string };
        if (token !== undefined) refreshTokens.push(token);
      };
      for (const move of ['connect', ...sequence]) {
        if (move === 'connect') await keep(await run.exchangeCode(await run.code()));
        else if (move === 'refresh') await keep(await run.refresh(refreshTokens.at(-1)));
        else if (move === 'replay') await keep(await run.refresh(refreshTokens[0]));
        else if (move === 'expire') run.realm.inject('access-token/expired');
        else if (move === 'revoke-one')
          run.realm.endGrants({ state: 'revoked', family: run.realm.grants()[0]?.id ?? 'f1' });
        else
          run.realm.clock.advance(
            Number.parseInt(move, 10) * (UNITS[move.slice(-1) as keyof typeof UNITS] ?? 0),
          );
        expect(aliveByLedger(run.realm.ledger({ limit: 10_000 }).entries)).toEqual(
          aliveByStore(run),
        );
      }
    }),
    { numRuns: 150 },
  );
});

test('the ledger is read page by page, by action, consent and exchange', async () => {
  await using run = await startRealm();
  const { refresh_token: refresh, access_token: access } = await run.connect();
  await run.call(access);
  await run.refresh(refresh);
  await run.connect();
  const all = run.realm.ledger();
  expect(all.entries.map(({ sequence }) => sequence)).toEqual(
    all.entries.map((_entry, index) => index + 1),
  );
  expect([all.oldest, all.newest]).toEqual([1, all.entries.length]);
  expect(run.realm.ledger({ after: 2, limit: 2 }).entries.map(({ sequence }) => sequence)).toEqual([
    3, 4,
  ]);
  expect(run.realm.ledger({ action: 'accepted' }).entries).toHaveLength(1);
  expect(
    run.realm.ledger({ family: 'f2' }).entries.every(({ token }) => token?.family === 'f2'),
  ).toBe(true);
  expect(run.realm.ledger({ exchange: 3 }).entries.map(({ action }) => action)).toEqual([
    'accepted',
  ]);
  for (const query of [{ after: -1 }, { limit: 0 }, { limit: 1.5 }])
    expect(() => run.realm.ledger(query)).toThrow(/no page/);
});
