import { fact, withheld, type Fact } from './fact.ts';
import { isFields, textOf } from './fields.ts';
import { scopeNames } from './scope-names.ts';
import type { TokenFacts } from './snapshot.ts';

/** When tokens were stored, and when they are looked at; both in milliseconds since 1970. */
export interface Moments {
  /** When the credential was last written: its tokens came before. */
  readonly savedAt: number | undefined;
  readonly now: number;
}

/** What stored token data says of the tokens in it; undefined when there are none. */
export function reduceTokens(data: unknown, moments: Moments): TokenFacts | undefined {
  if (!isFields(data) || Object.keys(data).length === 0) return undefined;
  const lifeMs = milliseconds(data['expires_in']);
  const noted = Number(data['n8n_expires_at']);
  const endsAt = Number.isFinite(noted) && noted > 0 ? noted : undefined;
  const cameAt = endsAt === undefined || lifeMs === undefined ? undefined : endsAt - lifeMs;
  const refreshLifeMs =
    milliseconds(data['refresh_expires_in']) ?? milliseconds(data['refresh_token_expires_in']);
  return {
    refreshToken: textOf(data['refresh_token'] ?? data['refreshToken']) !== undefined,
    scopes: grantedScopes(data['scope']),
    accessEndsAt: endsAt === undefined ? endOf(lifeMs, undefined, moments) : fact(endsAt),
    // A refresh whose reply does not tell it again leaves the old life beside the new moment: the
    // end is then later here than it is. One that is over here is over.
    refreshEndsAt: endOf(refreshLifeMs, cameAt, moments),
  };
}

/**
 * When something ends that lives so long. n8n 1.x does not note when tokens came, only when the
 * credential was last written: that they have ended is certain when their life is over since then.
 */
function endOf(
  lifeMs: number | undefined,
  cameAt: number | undefined,
  { savedAt, now }: Moments,
): Fact<number | undefined> {
  if (lifeMs === undefined) return fact(undefined);
  if (cameAt !== undefined) return fact(cameAt + lifeMs);
  return savedAt !== undefined && savedAt + lifeMs < now
    ? fact(savedAt + lifeMs)
    : withheld('this n8n did not note when the tokens came');
}

function grantedScopes(scope: unknown): readonly string[] | undefined {
  if (Array.isArray(scope)) return scope.map(String);
  const text = textOf(scope);
  return text === undefined ? undefined : scopeNames(text);
}

/** A life that is told in seconds, as a number or as text. */
function milliseconds(value: unknown): number | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  const number = Number(value);
  return Number.isFinite(number) && number > 0 ? number * 1000 : undefined;
}
