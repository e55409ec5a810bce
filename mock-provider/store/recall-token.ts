import { fingerprint } from '../model/token-ref.ts';
import type { Family } from './family.ts';
import type { RawTokenSource } from './raw-token.ts';
import type { TokenRecord } from './token-record.ts';

type Identity = NonNullable<ReturnType<RawTokenSource['read']>>;

/**
 * Rebuilds a token that its consent no longer keeps, from the information in the raw token. A
 * refresh token comes back as spent, an access token as expired. Undefined for a token that the
 * consent would still keep, and for a value that is no token.
 */
export function recallToken(
  raw: string,
  { kind, generation }: Identity,
  family: Family,
): TokenRecord | undefined {
  if (kind !== 'access' && kind !== 'refresh') return undefined;
  if (generation === 0 || generation >= family.generation || family.forgotten === 0)
    return undefined;
  return {
    ref: { kind, family: family.id, generation, fingerprint: fingerprint(raw) },
    raw,
    client: family.client,
    scope: family.scope,
    notBeforeMs: family.startedAtMs,
    expiresAtMs: 0,
    skews: [],
    end: { state: kind === 'refresh' ? 'spent' : 'expired', cause: 'long ago', faults: [] },
    replays: 0,
  };
}
