import type { EventOf } from '../../harness/model/event.ts';
import { tokenName } from './token-name.ts';

const ACTIONS = {
  issued: 'was issued',
  refreshed: 'was refreshed',
  spent: 'was spent',
  replayed: 'was presented again after it was spent',
  refused: 'was refused',
  revoked: 'was revoked',
  expired: 'expired',
  accepted: 'was accepted',
  'policy-changed': 'is under a changed policy',
} as const;

/** An entry of the provider's ledger as a sentence. */
export function describeLedger({ action, token, cause, exchange }: EventOf<'ledger'>): string {
  const why = cause === undefined ? '' : `: ${cause}`;
  const where = exchange === undefined ? '' : ` (request ${exchange})`;
  if (action === 'policy-changed' && token === undefined)
    return `Ledger: the provider's policy changed${why}.`;
  const which = token === undefined ? 'a token' : tokenName(token);
  return `Ledger: ${which} ${ACTIONS[action]}${why}${where}.`;
}
