import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decideAccess } from '../endpoints/access-decision.ts';
import { authorize } from '../endpoints/authorize.ts';
import { revoke } from '../endpoints/revoke.ts';
import { token as tokenEndpoint } from '../endpoints/token.ts';
import type { HttpReply } from '../model/reply.ts';
import { recallMemory, takeMemory } from '../realm/realm-memory.ts';
import type { RealmState } from '../realm/realm-state.ts';
import { ModelRealm, type ModelPolicy } from '../testing/model-realm.ts';
import { exchangeFor, newState } from '../testing/new-state.ts';
import { REDIRECT_URI } from '../testing/redirect-uri.ts';
import { standingOf } from './token-record.ts';

type Move =
  | { readonly do: 'connect' }
  | { readonly do: 'restart' }
  | { readonly do: 'refresh' | 'revoke'; readonly pick: number }
  | { readonly do: 'advance'; readonly ms: number };

const moves = fc.array(
  fc.oneof(
    { weight: 1, arbitrary: fc.constant<Move>({ do: 'connect' }) },
    { weight: 1, arbitrary: fc.constant<Move>({ do: 'restart' }) },
    { weight: 6, arbitrary: fc.record({ do: fc.constant('refresh' as const), pick: fc.nat(40) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('revoke' as const), pick: fc.nat(40) }) },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('advance' as const),
        ms: fc.constantFrom(1, 999, 1_000, 30_000, 60_000, 3_600_000),
      }),
    },
  ),
  // By default most sequences would be too short for a token to be issued, used and expire.
  { minLength: 1, maxLength: 30, size: 'max' },
);

const policies: fc.Arbitrary<ModelPolicy> = fc.record({
  rotation: fc.constantFrom('never', 'single-use'),
  graceMs: fc.constantFrom(0, 1_000, 30_000),
  retirement: fc.constantFrom('on-use', 'on-successor-use', 'never'),
  graceReply: fc.constantFrom('sibling', 'new-pair', 'same-pair', 'echo'),
  maxReplays: fc.constantFrom(1, 2, 100),
  onReuse: fc.constantFrom('error', 'revoke-family', 'revoke-session', 'revoke-current'),
  idleMs: fc.constantFrom(undefined, 60_000, 7_200_000),
  absoluteMs: fc.constantFrom(undefined, 90_000, 7_200_000),
  onRefresh: fc.constantFrom('kept', 'revoked'),
  accessMs: fc.constantFrom(1_000, 60_000, 3_600_000),
});

/** The provider under test. It gets the same moves as the model, through its endpoints. */
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
        retirement: policy.retirement,
        graceReply: policy.graceReply,
        maxReplays: policy.maxReplays,
        ...(policy.idleMs === undefined ? {} : { idleTtl: `${policy.idleMs}ms` as const }),
        ...(policy.absoluteMs === undefined
          ? {}
          : { absoluteTtl: `${policy.absoluteMs}ms` as const }),
      },
    });
    this.state = made.state;
    this.ledger = made.ledger;
    const client = this.state.clients.register(
      'main',
      {},
      { id: 'client-main', secret: this.state.rawTokens.next('client-secret') },
      this.state.secrets,
    );
    this.#credentials = { client_id: client.id, client_secret: client.secret };
  }

  #keep({ body }: HttpReply): void {
    const { access_token: access, refresh_token: refresh } = JSON.parse(body) as Record<
      string,
      string | undefined
    >;
    // The reply may contain a token that was given before.
    this.raws.push(
      ...[access, refresh]
        .filter((raw) => raw !== undefined && !this.raws.includes(raw))
        .map(String),
    );
  }

  async connect(): Promise<void> {
    const asked = exchangeFor(this.state, '/authorize', {
      response_type: 'code',
      client_id: this.#credentials.client_id ?? '',
      redirect_uri: REDIRECT_URI,
    });
    const code =
      new URL((await authorize(this.state, asked)).headers.location ?? '').searchParams.get(
        'code',
      ) ?? '';
    this.#keep(
      await tokenEndpoint(
        this.state,
        exchangeFor(this.state, '/token', {
          ...this.#credentials,
          grant_type: 'authorization_code',
          code,
          redirect_uri: REDIRECT_URI,
        }),
      ),
    );
  }

  /** The raw tokens that the refresh returned, or undefined when it was refused. */
  async refresh(raw: string): Promise<readonly string[] | undefined> {
    const reply = await tokenEndpoint(
      this.state,
      exchangeFor(this.state, '/token', {
        ...this.#credentials,
        grant_type: 'refresh_token',
        refresh_token: raw,
      }),
    );
    if (reply.status !== 200) return undefined;
    this.#keep(reply);
    const { access_token: access, refresh_token: refresh } = JSON.parse(reply.body) as Record<
      string,
      string | undefined
    >;
    return [access, refresh].filter((given) => given !== undefined);
  }

  async revoke(raw: string): Promise<void> {
    expect(
      (
        await revoke(
          this.state,
          exchangeFor(this.state, '/revoke', { ...this.#credentials, token: raw }),
        )
      ).status,
    ).toBe(200);
  }

  standing(raw: string): string {
    const found = this.state.grants.find(raw);
    return found === undefined ? 'unknown' : standingOf(found.token, this.state.clock.now());
  }

  accepted(raw: string): boolean {
    return decideAccess(
      this.state,
      exchangeFor(this.state, '/api/items/1', {}, { authorization: `Bearer ${raw}` }),
      'resource',
      'read',
    ).accepted;
  }
}

async function play(real: Real, model: ModelRealm, move: Move): Promise<void> {
  if (move.do === 'connect') {
    await real.connect();
    model.connect();
  } else if (move.do === 'restart') {
    // The provider takes its memory and restores it. The model does nothing, because nothing may
    // change.
    recallMemory(real.state, takeMemory(real.state));
  } else if (move.do === 'advance') {
    real.state.clock.advance(move.ms);
    model.now += move.ms;
  } else {
    const candidates = [...model.tokens.keys()].filter(
      (index) => move.do === 'revoke' || model.tokens[index]?.kind === 'refresh',
    );
    const index = candidates[move.pick % Math.max(candidates.length, 1)];
    const [raw, token] = index === undefined ? [] : [real.raws[index], model.tokens[index]];
    if (raw === undefined || token === undefined) return;
    if (move.do === 'refresh') {
      const given = await real.refresh(raw);
      const expected = model.refresh(token)?.map((one) => real.raws[model.tokens.indexOf(one)]);
      // The policy decides whether a reply repeats a refresh token that stays the same. So the
      // comparison ignores the presented token.
      expect(given?.filter((one) => one !== raw)).toEqual(expected?.filter((one) => one !== raw));
    } else {
      await real.revoke(raw);
      model.revoke(token);
    }
  }
}

function compare(real: Real, model: ModelRealm): void {
  expect(real.raws.map((raw) => real.standing(raw))).toEqual(
    model.tokens.map((token) => model.standing(token)),
  );
  const usable = model.tokens.map(
    (token) => token.kind === 'access' && model.standing(token) === 'live',
  );
  expect(real.raws.map((raw) => real.accepted(raw))).toEqual(usable);
  const pair = real.state.grants.livePair('main');
  const { access, refresh } = model.live();
  const refOf = (index: number): unknown =>
    real.state.grants.find(real.raws[index] ?? '')?.token.ref;
  expect([pair?.access, pair?.refresh]).toEqual([refOf(access), refOf(refresh)]);
}

/** Checks what somebody who reads the ledger may rely on. */
function audit({ ledger, raws }: Real): void {
  const ends = ledger
    .filter(({ action }) => action === 'revoked' || action === 'expired')
    .map(({ token }) => token?.fingerprint);
  expect(new Set(ends).size).toBe(ends.length);
  expect(ledger.filter(({ action }) => action === 'issued')).toHaveLength(raws.length);
  const times = ledger.map(({ realmTimeMs }) => realmTimeMs);
  expect(times).toEqual([...times].sort((a, b) => a - b));
}

const behavesLikeTheModel = (
  realm: (policy: ModelPolicy) => Real,
): fc.IAsyncPropertyWithHooks<[ModelPolicy, Move[]]> =>
  fc.asyncProperty(policies, moves, async (policy, sequence) => {
    const [real, model] = [realm(policy), new ModelRealm(policy)];
    for (const move of [{ do: 'connect' } as const, ...sequence]) {
      await play(real, model, move);
      compare(real, model);
    }
    audit(real);
  });

test('behaves like the model whatever happens', async () => {
  await fc.assert(
    behavesLikeTheModel((policy) => new Real(policy)),
    { numRuns: 2_000 },
  );
});

/** A provider that accepts the reuse of a dead refresh token once. */
class AcceptsReuseOnce extends Real {
  readonly #accepted = new Set<string>();

  override async refresh(raw: string): Promise<readonly string[] | undefined> {
    const token = this.state.grants.find(raw)?.token;
    if (token?.end !== undefined && this.standing(raw) === 'spent' && !this.#accepted.has(raw)) {
      this.#accepted.add(raw);
      token.end = { ...token.end, graceUntilMs: this.state.clock.now() + 1 };
    }
    return super.refresh(raw);
  }
}

test('a provider that accepts reuse once is caught, and the sequence that shows it is short', async () => {
  const { failed, counterexample } = await fc.check(
    behavesLikeTheModel((policy) => new AcceptsReuseOnce(policy)),
    { numRuns: 2_000, seed: 1 },
  );
  expect(failed).toBe(true);
  const sequence = counterexample?.[1] ?? [];
  expect(sequence.length).toBeLessThanOrEqual(4);
  expect(sequence.filter((move) => move.do === 'refresh').length).toBeGreaterThanOrEqual(2);
});

test('with single-use rotation and no grace, of any number of simultaneous refreshes one succeeds', async () => {
  const policy: ModelPolicy = {
    rotation: 'single-use',
    retirement: 'on-use',
    graceReply: 'sibling',
    maxReplays: 1,
    graceMs: 0,
    onReuse: 'error',
    idleMs: undefined,
    absoluteMs: undefined,
    onRefresh: 'kept',
    accessMs: 60_000,
  };
  const real = new Real(policy);
  await real.connect();
  const results = await Promise.all(
    Array.from({ length: 20 }, () => real.refresh(real.raws[1] ?? '')),
  );
  expect(results.filter(Boolean)).toHaveLength(1);
});
