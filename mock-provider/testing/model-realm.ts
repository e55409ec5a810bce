/** A small reference model of a provider's grants, written from the RFCs and independent of the grant store. */
export interface ModelPolicy {
  readonly rotation: 'never' | 'single-use';
  readonly graceMs: number;
  readonly onReuse: 'error' | 'revoke-family';
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
    this.#pair(this.#familyStart.length - 1, true);
  }

  #pair(family: number, withRefresh: boolean): void {
    const born = { family, bornAt: this.now, usedAt: this.now, revoked: false };
    this.tokens.push({ kind: 'access', ...born });
    if (withRefresh) this.tokens.push({ kind: 'refresh', ...born });
  }

  #outlived(token: ModelToken): boolean {
    const { idleMs = Infinity, absoluteMs = Infinity, accessMs } = this.policy;
    if (token.kind === 'access') return this.now - token.bornAt >= accessMs;
    return this.now - token.usedAt >= idleMs || this.now - (this.#familyStart[token.family] ?? 0) >= absoluteMs;
  }

  standing(token: ModelToken): string {
    if (token.revoked) return 'revoked';
    if (token.spentAt !== undefined) return this.now < token.spentAt + this.policy.graceMs && !this.#outlived(token) ? 'spent-in-grace' : 'spent';
    return this.#outlived(token) ? 'expired' : 'live';
  }

  #good(token: ModelToken): boolean {
    return ['live', 'spent-in-grace'].includes(this.standing(token));
  }

  #revokeFamily(family: number, kinds: readonly string[] = ['access', 'refresh']): void {
    for (const token of this.tokens) if (token.family === family && kinds.includes(token.kind) && this.#good(token)) token.revoked = true;
  }

  /** True when the refresh succeeds. */
  refresh(token: ModelToken): boolean {
    if (!this.#good(token)) {
      if (this.standing(token) === 'spent' && this.policy.onReuse === 'revoke-family') this.#revokeFamily(token.family);
      return false;
    }
    if (this.policy.onRefresh === 'revoked') this.#revokeFamily(token.family, ['access']);
    const rotates = this.policy.rotation === 'single-use';
    if (rotates) token.spentAt ??= this.now;
    else token.usedAt = this.now;
    this.#pair(token.family, rotates);
    return true;
  }

  revoke(token: ModelToken): void {
    if (token.revoked || token.spentAt !== undefined) return;
    if (token.kind === 'refresh') this.#revokeFamily(token.family);
    else if (this.#good(token)) token.revoked = true;
  }

  /** Indices of the newest live access and refresh token of the newest family. */
  live(): { access: number; refresh: number } {
    const newest = (kind: string): number => this.tokens.findLastIndex((token) => token.family === this.#familyStart.length - 1 && token.kind === kind && this.standing(token) === 'live');
    return { access: newest('access'), refresh: newest('refresh') };
  }
}
