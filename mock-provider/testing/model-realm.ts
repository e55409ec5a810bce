/**
 * A small reference model of a provider's consents and tokens. It was written from the RFCs and
 * uses no code of the grant store.
 */
export interface ModelPolicy {
  readonly rotation: 'never' | 'single-use';
  readonly graceMs: number;
  readonly retirement: 'on-use' | 'on-successor-use' | 'never';
  readonly graceReply: 'sibling' | 'new-pair' | 'same-pair' | 'echo';
  readonly maxReplays: number;
  readonly onReuse: 'error' | 'revoke-family' | 'revoke-session' | 'revoke-current';
  readonly idleMs: number | undefined;
  readonly absoluteMs: number | undefined;
  readonly onRefresh: 'kept' | 'revoked';
  readonly accessMs: number;
}

export interface ModelToken {
  readonly kind: 'access' | 'refresh';
  readonly family: number;
  readonly bornAt: number;
  usedAt: number;
  spentAt?: number;
  /** When the grace period began. A spent token without this waits until its successor is used. */
  retiredAt?: number;
  parent?: ModelToken;
  /** The tokens that the last use of this token returned. */
  given: ModelToken[];
  replays: number;
  revoked: boolean;
}

export class ModelRealm {
  readonly policy: ModelPolicy;
  readonly tokens: ModelToken[] = [];
  readonly #familyStart: number[] = [];
  now = 0;

  constructor(policy: ModelPolicy) {
    this.policy = policy;
  }

  connect(): void {
    this.#familyStart.push(this.now);
    for (const kind of ['access', 'refresh'] as const)
      this.#add(kind, this.#familyStart.length - 1);
  }

  #add(kind: 'access' | 'refresh', family: number, parent?: ModelToken): ModelToken {
    const token: ModelToken = {
      kind,
      family,
      bornAt: this.now,
      usedAt: this.now,
      given: [],
      replays: 0,
      revoked: false,
      ...(parent === undefined ? {} : { parent }),
    };
    this.tokens.push(token);
    return token;
  }

  #outlived(token: ModelToken): boolean {
    const { idleMs = Infinity, absoluteMs = Infinity, accessMs } = this.policy;
    if (token.kind === 'access') return this.now - token.bornAt >= accessMs;
    return (
      this.now - token.usedAt >= idleMs ||
      this.now - (this.#familyStart[token.family] ?? 0) >= absoluteMs
    );
  }

  standing(token: ModelToken): string {
    if (token.revoked) return 'revoked';
    if (token.spentAt === undefined) return this.#outlived(token) ? 'expired' : 'live';
    const inGrace =
      token.retiredAt === undefined || this.now < token.retiredAt + this.policy.graceMs;
    return inGrace && !this.#outlived(token) ? 'spent-in-grace' : 'spent';
  }

  #good(token: ModelToken): boolean {
    return ['live', 'spent-in-grace'].includes(this.standing(token));
  }

  #revoke(which: (token: ModelToken) => boolean): void {
    for (const token of this.tokens) if (which(token) && this.#good(token)) token.revoked = true;
  }

  #punish(family: number): void {
    const { onReuse } = this.policy;
    if (onReuse === 'revoke-family') this.#revoke((token) => token.family === family);
    // The model has one user, so every consent belongs to this user's session.
    if (onReuse === 'revoke-session') this.#revoke(() => true);
    if (onReuse === 'revoke-current') {
      const current = this.tokens.findLast(
        (token) =>
          token.family === family && token.kind === 'refresh' && this.standing(token) === 'live',
      );
      this.#revoke(
        (token) => token === current || (token.family === family && token.kind === 'access'),
      );
    }
  }

  /**
   * The tokens that a refresh returns, new ones or repeated ones. Undefined when the refresh is
   * refused.
   */
  refresh(token: ModelToken): readonly ModelToken[] | undefined {
    const { graceReply, maxReplays, rotation, onRefresh } = this.policy;
    const replay = token.spentAt !== undefined;
    if (!this.#good(token) || (replay && token.replays >= maxReplays)) {
      if (['spent', 'spent-in-grace'].includes(this.standing(token))) this.#punish(token.family);
      return undefined;
    }
    const { parent } = token;
    if (parent?.spentAt !== undefined && !parent.revoked && parent.retiredAt === undefined)
      parent.retiredAt = this.now;
    if (replay) token.replays += 1;
    if (replay && graceReply === 'same-pair') return token.given;
    if (replay && graceReply === 'new-pair') this.#revoke((other) => token.given.includes(other));
    if (onRefresh === 'revoked')
      this.#revoke((other) => other.family === token.family && other.kind === 'access');
    const access = this.#add('access', token.family);
    token.given = [access];
    if (replay && graceReply === 'echo') return [access, token];
    if (rotation === 'never') {
      token.usedAt = this.now;
      return [access];
    }
    if (!replay) this.#retire(token);
    const refresh = this.#add('refresh', token.family, token);
    token.given = [access, refresh];
    return token.given;
  }

  #retire(token: ModelToken): void {
    if (this.policy.retirement === 'never') return;
    token.spentAt = this.now;
    if (this.policy.retirement === 'on-use') token.retiredAt = this.now;
  }

  revoke(token: ModelToken): void {
    if (token.kind === 'refresh') this.#revoke(({ family }) => family === token.family);
    else this.#revoke((other) => other === token);
  }

  /**
   * Indices of the newest live access token and of the newest live refresh token of the newest
   * consent.
   */
  live(): { access: number; refresh: number } {
    const newest = (kind: string): number =>
      this.tokens.findLastIndex(
        (token) =>
          token.family === this.#familyStart.length - 1 &&
          token.kind === kind &&
          this.standing(token) === 'live',
      );
    return { access: newest('access'), refresh: newest('refresh') };
  }
}
