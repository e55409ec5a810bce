import type { TokenRef } from '../model/token-ref.ts';
import type { GrantStore } from '../store/grant-store.ts';

/** The name of a raw token, also of one that a fault made the store forget. */
export function identifyToken(grants: GrantStore, raw: unknown): TokenRef | 'foreign' | 'absent' {
  if (typeof raw !== 'string' || raw === '') return 'absent';
  return grants.find(raw)?.token.ref ?? grants.lost(raw)?.ref ?? 'foreign';
}
