import type { FamilySummary, LivePair } from '../model/records.ts';
import { fingerprint, type TokenKind, type TokenRef } from '../model/token-ref.ts';
import type { VirtualClock } from './clock.ts';
import { forgetOldest, livePairOf, summaryOf, type Family } from './family.ts';
import type { Ledger } from './ledger.ts';
import type { RawTokenSource } from './raw-token.ts';
import { recallToken } from './recall-token.ts';
import { TokenExpiries } from './token-expiries.ts';
import {
  judgeOf,
  standingOf,
  type Because,
  type NewToken,
  type StampSkew,
  type TokenEnd,
  type TokenRecord,
} from './token-record.ts';

export type { Family } from './family.ts';

export interface Found {
  readonly token: TokenRecord;
  readonly family: Family;
}

/** Consents of which every token is dead that are kept for whoever looks. */
const DEAD_FAMILIES_KEPT = 2_000;

/**
 * Every consent and token of a realm, and what became of them. Forgets what is long dead, and
 * recognises it all the same.
 */
export class GrantStore {
  /** Clock faults in force: tokens issued from now on remember them. */
  skews: readonly StampSkew[] = [];
  readonly #clock: VirtualClock;
  readonly #ledger: Ledger;
  readonly #raws: RawTokenSource;
  #families = new Map<string, Family>();
  #opened = 0;
  readonly #tokens = new Map<string, Found>();
  readonly #expiries: TokenExpiries;
  /** Tokens that a fault made the store forget. */
  readonly #lost = new Map<string, string>();
  #sweepAt = DEAD_FAMILIES_KEPT;

  constructor(clock: VirtualClock, ledger: Ledger, raws: RawTokenSource) {
    this.#clock = clock;
    this.#ledger = ledger;
    this.#raws = raws;
    this.#expiries = new TokenExpiries(clock, ledger);
  }

  openFamily(client: string, scope: string, subject: string): Family {
    this.#opened += 1;
    const family: Family = {
      id: `f${this.#opened}`,
      number: this.#opened,
      client,
      subject,
      scope,
      startedAtMs: this.#clock.now('issuer'),
      tokens: [],
      generation: 0,
      forgotten: 0,
    };
    this.#families.set(family.id, family);
    if (this.#families.size > this.#sweepAt) this.#sweep();
    return family;
  }

  /** Adds a token of the family's current generation. */
  issue(family: Family, { kind, raw, ...rest }: NewToken, because: Because): TokenRecord {
    const ref: TokenRef = {
      kind,
      family: family.id,
      generation: family.generation,
      fingerprint: fingerprint(raw),
    };
    const token: TokenRecord = {
      ref,
      raw,
      client: family.client,
      notBeforeMs: this.#clock.now('issuer'),
      skews: this.skews,
      replays: 0,
      ...rest,
    };
    family.tokens.push(token);
    this.#tokens.set(raw, { token, family });
    this.#ledger.add({ action: 'issued', token: ref, ...because });
    this.#expiries.watch(token);
    for (const dead of forgetOldest(family, (candidate) => !this.#usable(candidate)))
      this.#forget(dead);
    return token;
  }

  /** A token and its family by the raw token; a forgotten one comes back as spent. */
  find(raw: string): Found | undefined {
    return this.#tokens.get(raw) ?? this.#recall(raw);
  }

  family(id: string): Family | undefined {
    return this.#families.get(id);
  }

  /** Every consent that is kept, oldest first. */
  get families(): Iterable<Family> {
    return this.#families.values();
  }

  /**
   * A used refresh token that was replaced; replays count as good until `graceUntilMs`, or until
   * what it waits for.
   */
  spend(
    token: TokenRecord,
    until: Pick<TokenEnd, 'graceUntilMs' | 'waits'>,
    faults: readonly string[],
    because: Because,
  ): void {
    this.#finish(token, { state: 'spent', cause: because.cause, faults, ...until }, because);
  }

  /** What a spent token waited for has happened: its grace begins. */
  retire(token: TokenRecord, graceMs: number): void {
    if (token.end?.waits === undefined) return;
    const { waits: _over, ...end } = token.end;
    token.end = {
      ...end,
      graceUntilMs: Math.min(
        end.graceUntilMs ?? Number.POSITIVE_INFINITY,
        this.#clock.now('issuer') + graceMs,
      ),
    };
  }

  /** A refresh token's life after use, by the issuer's clock. */
  prolong(
    token: TokenRecord,
    { expiresAtMs, shortened }: Pick<TokenRecord, 'expiresAtMs' | 'shortened'>,
  ): void {
    token.expiresAtMs = expiresAtMs;
    if (shortened === undefined) delete token.shortened;
    else token.shortened = shortened;
    this.#expiries.watch(token);
  }

  /** Ends tokens that could still be used; those already ended keep their first cause. */
  end(
    tokens: readonly TokenRecord[],
    state: 'expired' | 'revoked',
    faults: readonly string[],
    because: Because,
  ): void {
    for (const token of tokens)
      if (this.#usable(token))
        this.#finish(token, { state, cause: because.cause, faults }, because);
  }

  /** Ends live tokens after a while, by the issuer's clock. */
  endLater(tokens: readonly TokenRecord[], graceMs: number, faults: readonly string[]): void {
    const from = this.#clock.now('issuer') + graceMs;
    for (const token of tokens) {
      if (token.end !== undefined) continue;
      token.revokedFromMs = Math.min(token.revokedFromMs ?? Number.POSITIVE_INFINITY, from);
      if (faults.length > 0) token.shortened ??= { faults, otherwiseMs: token.expiresAtMs };
      this.#expiries.watch(token);
    }
  }

  /** Every token of the realm of these kinds that is kept. */
  all(kinds: readonly TokenKind[]): TokenRecord[] {
    return [...this.#tokens.values()]
      .map(({ token }) => token)
      .filter(({ ref }) => kinds.includes(ref.kind));
  }

  /** Tokens of a family of one kind that are live by the clock that judges them, oldest first. */
  live(family: Family, kind: TokenKind): TokenRecord[] {
    const now = this.#clock.now(judgeOf(kind));
    return family.tokens.filter(
      (token) => token.ref.kind === kind && standingOf(token, now) === 'live',
    );
  }

  /**
   * The newest live tokens of the client's newest consent for which tokens were issued. Judged by
   * the issuer's clock:
   * what the API makes of a token under a clock fault is not the store's view.
   */
  livePair(client: string): LivePair | null {
    const family = [...this.#families.values()].findLast(
      (candidate) => candidate.client === client && candidate.tokens.length > 0,
    );
    if (family === undefined) return null;
    return livePairOf(family, this.#clock.now('issuer'));
  }

  /** Every consent that is kept, newest first, without raw tokens. */
  summaries(): FamilySummary[] {
    const now = this.#clock.now('issuer');
    return [...this.#families.values()].map((family) => summaryOf(family, now)).reverse();
  }

  /**
   * To be called after a clock was skewed: what fell due is noted now, everything else is due at
   * another time.
   */
  clocksMoved(): void {
    for (const { token } of this.#tokens.values())
      if (token.end === undefined) this.#expiries.watch(token);
  }

  /** Everything that is kept, as one copy: it holds raw tokens. */
  get memory(): {
    readonly families: readonly Family[];
    readonly opened: number;
    readonly lapsed: readonly TokenRecord[];
  } {
    return structuredClone({
      families: [...this.#families.values()],
      opened: this.#opened,
      lapsed: this.#expiries.noted,
    });
  }

  /**
   * Replaces everything that is kept. Families are numbered on, so that no name ever means two
   * consents.
   */
  set memory(memory) {
    const { families, opened, lapsed } = structuredClone(memory);
    this.#tokens.clear();
    this.#lost.clear();
    this.#expiries.noted = lapsed;
    this.#families = new Map(families.map((family) => [family.id, family]));
    this.#opened = Math.max(this.#opened, opened);
    for (const family of families)
      for (const token of family.tokens) this.#tokens.set(token.raw, { token, family });
    this.clocksMoved();
  }

  /** Ends and forgets every token, as a provider does that loses its memory; `fault` did it. */
  lose(fault: string): void {
    this.end(this.all(['access', 'refresh']), 'revoked', [fault], { cause: fault });
    for (const { token } of this.#tokens.values()) {
      this.#lost.set(token.raw, fault);
      this.#forget(token);
    }
    this.#families.clear();
  }

  /** The fault for which a raw token is unknown. */
  lostBy(raw: string): readonly string[] {
    const fault = this.#lost.get(raw);
    return fault === undefined ? [] : [fault];
  }

  #usable(token: TokenRecord): boolean {
    // A token that one of the clocks still finds good must end too, or setting the clocks right
    // would bring it back.
    return (['issuer', 'resource'] as const)
      .map((clock) => standingOf(token, this.#clock.now(clock)))
      .some((standing) => standing === 'live' || standing === 'spent-in-grace');
  }

  #finish(token: TokenRecord, end: TokenEnd, because: Because): void {
    token.end = end;
    this.#expiries.ignore(token);
    this.#ledger.add({ action: end.state, token: token.ref, ...because });
  }

  #forget(token: TokenRecord): void {
    this.#tokens.delete(token.raw);
    this.#expiries.forget(token);
  }

  /** Forgets the oldest consents of which nothing lives. */
  #sweep(): void {
    const dead = [...this.#families.values()].filter(
      ({ tokens }) => tokens.length > 0 && !tokens.some((token) => this.#usable(token)),
    );
    for (const family of dead.slice(0, Math.max(0, dead.length - DEAD_FAMILIES_KEPT / 2))) {
      for (const token of family.tokens) this.#forget(token);
      this.#families.delete(family.id);
    }
    this.#sweepAt = this.#families.size + DEAD_FAMILIES_KEPT;
  }

  /** A token that was made here and is no longer kept: long dead. */
  #recall(raw: string): Found | undefined {
    const identity = this.#raws.read(raw);
    const family = identity === undefined ? undefined : this.#families.get(`f${identity.family}`);
    if (identity === undefined || family === undefined) return undefined;
    const token = recallToken(raw, identity, family);
    return token === undefined ? undefined : { token, family };
  }
}
