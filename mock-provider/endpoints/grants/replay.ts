import type { Exchange } from '../../model/exchange.ts';
import type { RealmState } from '../../realm/realm-state.ts';
import type { Family } from '../../store/grant-store.ts';
import type { TokenRecord } from '../../store/token-record.ts';

/** True when the replay of a spent refresh token is answered like its first use. */
export function isTolerated(
  realm: RealmState,
  exchange: Exchange,
  token: TokenRecord,
  family: Family,
  standing: 'spent' | 'spent-in-grace',
): boolean {
  const {
    graceScope,
    maxReplays = Number.POSITIVE_INFINITY,
    concurrency,
  } = realm.policy.effective.refreshToken;
  if (exchange.concurrent && concurrency !== 'in-order' && token.successor !== undefined)
    return true;
  if (standing === 'spent' || token.replays >= maxReplays) return false;
  return (
    graceScope === 'any-generation' ||
    token.successor?.refresh === undefined ||
    newestRefresh(family) === token.successor.refresh
  );
}

/** Which tokens the replay of a spent refresh token returns. */
export function replayYields(
  realm: RealmState,
  exchange: Exchange,
): 'sibling' | 'new-pair' | 'same-pair' | 'echo' {
  const { graceReply, concurrency } = realm.policy.effective.refreshToken;
  if (exchange.concurrent && concurrency === 'same-pair') return 'same-pair';
  return exchange.concurrent && concurrency === 'all-succeed' ? 'sibling' : graceReply;
}

const newestRefresh = (family: Family): TokenRecord | undefined =>
  family.tokens.findLast(({ ref }) => ref.kind === 'refresh');
