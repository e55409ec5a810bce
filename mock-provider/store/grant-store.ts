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
  type LostToken,
  type StampSkew,
  type TokenEnd,
  type TokenRecord,
} from './token-record.ts';

export type { Family } from './family.ts';

export interface Found {
  readonly token: TokenRecord;
  readonly family: Family;
}

/** How many consents without a live token are kept, so that they can be listed. */
const DEAD_FAMILIES_KEPT = 2_000;

/**
 * Every consent and token of a realm, with the state of each token. The store forgets tokens that
 * died long ago, and still recognises them when a client presents one.
 */
export class GrantStore {
  /** The clock faults in force. Every token issued from now on records them. */
  skews: readonly StampSkew[] = [];
  readonly #clock: VirtualClock;
  readonly #ledger: Ledger;
  readonly #raws: RawTokenSource;
  #families = new Map<string, Family>();
  #opened = 0;
  readonly #tokens = new Map<string, Found>();
  readonly #expiries: TokenExpiries;
  readonly #lost = new Map<string, LostToken>();
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

  /** Issues a token of the consent's current generation. */
  issue(family: Family, { kind, raw, subject, ...rest }: NewToken, because: Because): TokenRecord {
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
    this.#ledger.add({ action: 'issued', token: ref, subject, ...because });
    this.#expiries.watch(token);
    for (const dead of forgetOldest(family, (candidate) => !this.#usable(candidate)))
      this.#forget(dead);
    return token;
  }

  /** Finds a token by its raw value. A forgotten token is rebuilt as spent or expired. */
  find(raw: string): Found | undefined {
    return this.#tokens.get(raw) ?? this.#recall(raw);
  }

  family(id: string): Family | undefined {
    return this.#families.get(id);
  }

  /** Every consent that the store keeps, oldest first. */
  get families(): Iterable<Family> {
    return this.#families.values();
  }

  /**
   * Marks a used refresh token as spent, because a new one replaces it. Until `graceUntilMs`, or
   * until the event in `waits`, its replay is still accepted.
   */
  spend(
    token: TokenRecord,
    until: Pick<TokenEnd, 'graceUntilMs' | 'waits'>,
    faults: readonly string[],
    because: Because,
  ): void {
    this.#finish(token, { state: 'spent', cause: because.cause, faults, ...until }, because);
  }

  /** Starts the grace period of a spent token, because the event it waited for has happened. */
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

  /** Sets when a refresh token expires after it was used, by the issuer's clock. */
  prolong(
    token: TokenRecord,
    { expiresAtMs, shortened }: Pick<TokenRecord, 'expiresAtMs' | 'shortened'>,
  ): void {
    token.expiresAtMs = expiresAtMs;
    if (shortened === undefined) delete token.shortened;
    else token.shortened = shortened;
    this.#expiries.watch(token);
  }

  /** Ends the tokens that could still be used. The others keep their first cause. */
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

  /** Ends live tokens after `graceMs`, by the issuer's clock. */
  endLater(tokens: readonly TokenRecord[], graceMs: number, faults: readonly string[]): void {
    const from = this.#clock.now('issuer') + graceMs;
    for (const token of tokens) {
      if (token.end !== undefined) continue;
      token.revokedFromMs = Math.min(token.revokedFromMs ?? Number.POSITIVE_INFINITY, from);
      if (faults.length > 0) token.shortened ??= { faults, otherwiseMs: token.expiresAtMs };
      this.#expiries.watch(token);
    }
  }

  /** Every token of these kinds that the store keeps. */
  all(kinds: readonly TokenKind[]): TokenRecord[] {
    return [...this.#tokens.values()]
      .map(({ token }) => token)
      .filter(({ ref }) => kinds.includes(ref.kind));
  }

  /** The live tokens of one kind, by the clock that judges this kind. Oldest first. */
  live(family: Family, kind: TokenKind): TokenRecord[] {
    const now = this.#clock.now(judgeOf(kind));
    return family.tokens.filter(
      (token) => token.ref.kind === kind && standingOf(token, now) === 'live',
    );
  }

  /**
   * The newest live tokens of the client's newest consent for which tokens were issued. The
   * issuer's clock decides which tokens live. Under a clock fault the API may judge an access token
   * differently.
   */
  livePair(client: string): LivePair | null {
    const family = [...this.#families.values()].findLast(
      (candidate) => candidate.client === client && candidate.tokens.length > 0,
    );
    if (family === undefined) return null;
    return livePairOf(family, this.#clock.now('issuer'));
  }

  /** Every consent that the store keeps, newest first, without raw tokens. */
  summaries(): FamilySummary[] {
    const now = this.#clock.now('issuer');
    return [...this.#families.values()].map((family) => summaryOf(family, now)).reverse();
  }

  /**
   * Must be called after a clock was skewed. It records the tokens that have expired by the new
   * time, and sets the alarms of all others anew.
   */
  clocksMoved(): void {
    for (const { token } of this.#tokens.values())
      if (token.end === undefined) this.#expiries.watch(token);
  }

  /** A copy of everything that the store keeps. It contains raw tokens. */
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
   * Replaces everything that the store keeps. The numbering of consents continues, so that two
   * consents never get the same name.
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

  /** Revokes and forgets every token, because of the fault with this id. */
  lose(fault: string): void {
    this.end(this.all(['access', 'refresh']), 'revoked', [fault], { cause: fault });
    for (const { token } of this.#tokens.values()) {
      this.#lost.set(token.raw, { ref: token.ref, fault });
      this.#forget(token);
    }
    this.#families.clear();
  }

  /** A raw token that a fault made the store forget: its name, and that fault. */
  lost(raw: string): LostToken | undefined {
    return this.#lost.get(raw);
  }

  #usable(token: TokenRecord): boolean {
    // Both clocks count. A token that only one of them finds live must end, too: otherwise it would
    // live again when the clocks are corrected.
    const isUsableBy = (clock: 'issuer' | 'resource'): boolean => {
      const standing = standingOf(token, this.#clock.now(clock));
      return standing === 'live' || standing === 'spent-in-grace';
    };
    return isUsableBy('issuer') || isUsableBy('resource');
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

  /** Forgets the oldest consents that have no live token. */
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

  /** Rebuilds a token that was issued here and that the store has forgotten. */
  #recall(raw: string): Found | undefined {
    const identity = this.#raws.read(raw);
    const family = identity === undefined ? undefined : this.#families.get(`f${identity.family}`);
    if (identity === undefined || family === undefined) return undefined;
    const token = recallToken(raw, identity, family);
    return token === undefined ? undefined : { token, family };
  }
}
