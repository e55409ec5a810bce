import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decideAccess } from './access-decision.ts';
import { authorize } from './endpoints/authorize.ts';
import { revoke } from './endpoints/revoke.ts';
import { token as tokenEndpoint } from './endpoints/token.ts';
import type { RealmState } from './realm-state.ts';
import type { HttpReply } from './reply.ts';
import { standingOf } from './token-record.ts';
import { REDIRECT_URI } from './testing/redirect-uri.ts';
import { ModelRealm, type ModelPolicy } from './testing/model-realm.ts';
import { exchangeFor, newState } from './testing/new-state.ts';

type Move = { readonly do: 'connect' } | { readonly do: 'refresh' | 'revoke'; readonly pick: number } | { readonly do: 'advance'; readonly ms: number };

const moves = fc.array(
  fc.oneof(
    { weight: 1, arbitrary: fc.constant<Move>({ do: 'connect' }) },
    { weight: 6, arbitrary: fc.record({ do: fc.constant('refresh' as const), pick: fc.nat(40) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('revoke' as const), pick: fc.nat(40) }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('advance' as const), ms: fc.constantFrom(1, 999, 1_000, 30_000, 60_000, 3_600_000) }) },
  ),
  // By default most sequences would be far too short for a token to live, be spent and lapse.
  { minLength: 1, maxLength: 30, size: 'max' },
);

const policies: fc.Arbitrary<ModelPolicy> = fc.record({
  rotation: fc.constantFrom('never', 'single-use'),
  graceMs: fc.constantFrom(0, 1_000, 30_000),
  onReuse: fc.constantFrom('error', 'revoke-family'),
  idleMs: fc.constantFrom(undefined, 60_000, 7_200_000),
  absoluteMs: fc.constantFrom(undefined, 90_000, 7_200_000),
  onRefresh: fc.constantFrom('kept', 'revoked'),
  accessMs: fc.constantFrom(1_000, 60_000, 3_600_000),
});

/** The provider beside the model: the same moves, through the endpoints. */
class Real {
  readonly state: RealmState;
  readonly ledger: ReturnType<typeof newState>['ledger'];
  readonly raws: string[] = [];
  readonly #credentials: Readonly<Record<string, string>>;

  constructor(policy: ModelPolicy) {
    const made = newState({
      accessTokenTtl: `${policy.accessMs}ms`,
      accessTokenOnRefresh: policy.onRefresh,
      refreshTokenInReply: 'when-changed',
      refreshToken: {
        rotation: policy.rotation,
        grace: `${policy.graceMs}ms`,
        onReuse: policy.onReuse,
        ...(policy.idleMs === undefined ? {} : { idleTtl: `${policy.idleMs}ms` as const }),
        ...(policy.absoluteMs === undefined ? {} : { absoluteTtl: `${policy.absoluteMs}ms` as const }),
      },
    });
    this.state = made.state;
    this.ledger = made.ledger;
    const client = this.state.clients.register('main', {}, this.state.rawTokens, this.state.secrets);
    this.#credentials = { client_id: client.id, client_secret: client.secret };
  }

  #keep({ body }: HttpReply): void {
    const { access_token: access, refresh_token: refresh } = JSON.parse(body) as Record<string, string | undefined>;
    this.raws.push(...[access, refresh].filter((raw) => raw !== undefined));
  }

  async connect(): Promise<void> {
    const asked = exchangeFor(this.state, '/authorize', { response_type: 'code', client_id: this.#credentials.client_id ?? '', redirect_uri: REDIRECT_URI });
    const code = new URL(authorize(this.state, asked).headers.location ?? '').searchParams.get('code') ?? '';
    this.#keep(await tokenEndpoint(this.state, exchangeFor(this.state, '/token', { ...this.#credentials, grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI })));
  }

  async refresh(raw: string): Promise<boolean> {
    const reply = await tokenEndpoint(this.state, exchangeFor(this.state, '/token', { ...this.#credentials, grant_type: 'refresh_token', refresh_token: raw }));
    if (reply.status === 200) this.#keep(reply);
    return reply.status === 200;
  }

  revoke(raw: string): void {
    expect(revoke(this.state, exchangeFor(this.state, '/revoke', { ...this.#credentials, token: raw })).status).toBe(200);
  }

  standing(raw: string): string {
    const found = this.state.grants.find(raw);
    return found === undefined ? 'unknown' : standingOf(found.token, this.state.clock.now());
  }

  accepted(raw: string): boolean {
    return decideAccess(this.state, exchangeFor(this.state, '/api/items/1', {}, { authorization: `Bearer ${raw}` }), 'resource', 'read').accepted;
  }
}

async function play(real: Real, model: ModelRealm, move: Move): Promise<void> {
  if (move.do === 'connect') {
    await real.connect();
    model.connect();
  } else if (move.do === 'advance') {
    real.state.clock.advance(move.ms);
    model.now += move.ms;
  } else {
    const candidates = [...model.tokens.keys()].filter((index) => move.do === 'revoke' || model.tokens[index]?.kind === 'refresh');
    const index = candidates[move.pick % Math.max(candidates.length, 1)];
    const [raw, token] = index === undefined ? [] : [real.raws[index], model.tokens[index]];
    if (raw === undefined || token === undefined) return;
    if (move.do === 'refresh') expect(await real.refresh(raw)).toBe(model.refresh(token));
    else {
      real.revoke(raw);
      model.revoke(token);
    }
  }
}

function compare(real: Real, model: ModelRealm): void {
  expect(real.raws.map((raw) => real.standing(raw))).toEqual(model.tokens.map((token) => model.standing(token)));
  const usable = model.tokens.map((token) => token.kind === 'access' && model.standing(token) === 'live');
  expect(real.raws.map((raw) => real.accepted(raw))).toEqual(usable);
  const pair = real.state.grants.livePair('main');
  const { access, refresh } = model.live();
  const refOf = (index: number): unknown => real.state.grants.find(real.raws[index] ?? '')?.token.ref;
  expect([pair?.access, pair?.refresh]).toEqual([refOf(access), refOf(refresh)]);
}

/** What an auditor may rely on. */
function audit({ ledger, raws }: Real): void {
  const ends = ledger.filter(({ action }) => action === 'revoked' || action === 'expired').map(({ token }) => token?.fingerprint);
  expect(new Set(ends).size).toBe(ends.length);
  expect(ledger.filter(({ action }) => action === 'issued')).toHaveLength(raws.length);
  const times = ledger.map(({ realmTimeMs }) => realmTimeMs);
  expect(times).toEqual([...times].sort((a, b) => a - b));
}

test('behaves like the model whatever happens', async () => {
  await fc.assert(
    fc.asyncProperty(policies, moves, async (policy, sequence) => {
      const [real, model] = [new Real(policy), new ModelRealm(policy)];
      for (const move of [{ do: 'connect' } as const, ...sequence]) {
        await play(real, model, move);
        compare(real, model);
      }
      audit(real);
    }),
    { numRuns: 400 },
  );
});

test('with single-use rotation and no grace, of any number of simultaneous refreshes one succeeds', async () => {
  const policy: ModelPolicy = { rotation: 'single-use', graceMs: 0, onReuse: 'error', idleMs: undefined, absoluteMs: undefined, onRefresh: 'kept', accessMs: 60_000 };
  const real = new Real(policy);
  await real.connect();
  const results = await Promise.all(Array.from({ length: 20 }, () => real.refresh(real.raws[1] ?? '')));
  expect(results.filter(Boolean)).toHaveLength(1);
});
