import type { VirtualClock } from './clock.ts';
import type { Ledger } from './ledger.ts';
import type { LivePair } from './records.ts';
import { fingerprint, type TokenKind, type TokenRef } from './token-ref.ts';
import { standingOf, type StampSkew, type TokenEnd, type TokenRecord } from './token-record.ts';

/** One consent and every token grown from it. */
export interface Family {
  readonly id: string;
  readonly client: string;
  readonly scope: string;
  /** By the issuer's clock. */
  readonly startedAtMs: number;
  readonly tokens: TokenRecord[];
  /** Refreshes so far, counting the first issue: the generation of the newest tokens. */
  generation: number;
}

export interface NewToken {
  readonly kind: TokenKind;
  readonly raw: string;
  readonly scope: string;
  readonly expiresAtMs: number;
  readonly narrowed?: { readonly fault: string; readonly from: string };
}

/** Which request caused a change, and why. */
export interface Because {
  readonly cause: string;
  readonly exchange?: number;
}

/** Access tokens are judged by the API, refresh tokens by the issuer. */
const judgeOf = (kind: TokenKind): 'issuer' | 'resource' => (kind === 'access' ? 'resource' : 'issuer');

/** Every consent and token of a realm, and what became of them. */
export class GrantStore {
  readonly #clock: VirtualClock;
  readonly #ledger: Ledger;
  readonly #families = new Map<string, Family>();
  readonly #tokens = new Map<string, { readonly token: TokenRecord; readonly family: Family }>();
  readonly #alarms = new Map<TokenRecord, () => void>();
  /** Tokens whose natural expiry is in the ledger. */
  readonly #lapsed = new Set<TokenRecord>();
  #skews: readonly StampSkew[] = [];

  constructor(clock: VirtualClock, ledger: Ledger) {
    this.#clock = clock;
    this.#ledger = ledger;
  }

  /** Clock faults in force: tokens issued from now on remember them. */
  set skews(skews: readonly StampSkew[]) {
    this.#skews = skews;
  }

  openFamily(client: string, scope: string): Family {
    const family: Family = { id: `f${this.#families.size + 1}`, client, scope, startedAtMs: this.#clock.now('issuer'), tokens: [], generation: 0 };
    this.#families.set(family.id, family);
    return family;
  }

  /** Adds a token of the family's current generation. */
  issue(family: Family, { kind, raw, ...rest }: NewToken, because: Because): TokenRecord {
    const ref: TokenRef = { kind, family: family.id, generation: family.generation, fingerprint: fingerprint(raw) };
    const token: TokenRecord = { ref, raw, client: family.client, notBeforeMs: this.#clock.now('issuer'), skews: this.#skews, ...rest };
    family.tokens.push(token);
    this.#tokens.set(raw, { token, family });
    this.#ledger.add({ action: 'issued', token: ref, ...because });
    this.#watch(token);
    return token;
  }

  /** A token and its family by the raw token. */
  find(raw: string): { readonly token: TokenRecord; readonly family: Family } | undefined {
    return this.#tokens.get(raw);
  }

  family(id: string): Family | undefined {
    return this.#families.get(id);
  }

  /** A used refresh token that will not be replaced by use; replays within the grace still count as good. */
  spend(token: TokenRecord, graceMs: number, faults: readonly string[], because: Because): void {
    this.#finish(token, { state: 'spent', cause: because.cause, faults, graceUntilMs: this.#clock.now('issuer') + graceMs }, because);
  }

  /** A refresh token's life after use, by the issuer's clock. */
  prolong(token: TokenRecord, expiresAtMs: number): void {
    token.expiresAtMs = expiresAtMs;
    this.#watch(token);
  }

  /** Ends tokens that could still be used; those already ended keep their first cause. */
  end(tokens: readonly TokenRecord[], state: 'expired' | 'revoked', faults: readonly string[], because: Because): void {
    for (const token of tokens) if (this.#usable(token)) this.#finish(token, { state, cause: because.cause, faults }, because);
  }

  /** Every token of the realm of these kinds. */
  all(kinds: readonly TokenKind[]): TokenRecord[] {
    return [...this.#tokens.values()].map(({ token }) => token).filter(({ ref }) => kinds.includes(ref.kind));
  }

  /**
   * The newest live tokens of the client's newest consent for which tokens were issued. Judged by the issuer's clock:
   * what the API makes of a token under a clock fault is not the store's view.
   */
  livePair(client: string): LivePair | null {
    const family = [...this.#families.values()].findLast((candidate) => candidate.client === client && candidate.tokens.length > 0);
    if (family === undefined) return null;
    const now = this.#clock.now('issuer');
    const newest = (kind: TokenKind): TokenRef | undefined => family.tokens.findLast((token) => token.ref.kind === kind && standingOf(token, now) === 'live')?.ref;
    const access = newest('access');
    const refresh = newest('refresh');
    return { family: family.id, scope: family.scope, ...(access === undefined ? {} : { access }), ...(refresh === undefined ? {} : { refresh }) };
  }

  /** To be called after a clock was skewed: what fell due is noted now, everything else is due at another time. */
  clocksMoved(): void {
    for (const { token } of this.#tokens.values()) if (token.end === undefined) this.#watch(token);
  }

  #usable(token: TokenRecord): boolean {
    // A token that one of the clocks still finds good must end too, or setting the clocks right would bring it back.
    return (['issuer', 'resource'] as const).map((clock) => standingOf(token, this.#clock.now(clock))).some((standing) => standing === 'live' || standing === 'spent-in-grace');
  }

  #finish(token: TokenRecord, end: TokenEnd, because: Because): void {
    token.end = end;
    this.#alarms.get(token)?.();
    this.#alarms.delete(token);
    this.#ledger.add({ action: end.state, token: token.ref, ...because });
  }

  /** Notes the natural end of a token in the ledger when it comes. */
  #watch(token: TokenRecord): void {
    this.#alarms.get(token)?.();
    this.#alarms.delete(token);
    if (token.end !== undefined || token.expiresAtMs === Number.POSITIVE_INFINITY) return;
    const judge = judgeOf(token.ref.kind);
    if (standingOf(token, this.#clock.now(judge)) === 'live') {
      this.#lapsed.delete(token);
      this.#alarms.set(token, this.#clock.at(token.expiresAtMs - this.#clock.offset(judge), () => this.#watch(token)));
    } else if (!this.#lapsed.has(token)) {
      this.#lapsed.add(token);
      this.#ledger.add({ action: 'expired', token: token.ref, cause: 'ttl' });
    }
  }
}
