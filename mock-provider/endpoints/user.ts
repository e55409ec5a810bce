import { setTimeout as sleep } from 'node:timers/promises';
import { toMs } from '../model/duration.ts';
import type { Exchange } from '../model/exchange.ts';
import { scopeNames } from '../model/scope.ts';
import type { RealmState } from '../realm/realm-state.ts';

/** Who consents, unless another name is given. */
export const USER = 'user-1';

/** OIDC Core §2: a subject is ASCII, 255 characters at most. */
const SUBJECT = /^[\x20-\x7e]{1,255}$/;

/** Longer waits than this would be over at once. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

/** What a user makes of a request. */
export type Decision =
  | { readonly allowed: true; readonly scope: string; readonly subject: string }
  | { readonly allowed: false };

/**
 * Takes as long as the policy says a user takes, in real time. Ends early when the client goes
 * away.
 */
export async function userDecides(realm: RealmState, { signal }: Exchange): Promise<void> {
  const ms = Math.min(toMs(realm.policy.effective.consentDelay), LONGEST_WAIT_MS);
  if (ms > 0) await sleep(ms, undefined, { signal }).catch(() => undefined);
}

/**
 * What the policy says the user decides without being asked; undefined when there is a page to ask
 * on.
 */
export function decisionUnasked(realm: RealmState, offered: string): Decision | undefined {
  const { consent } = realm.policy.effective;
  if (consent === 'page') return undefined;
  return consent === 'refused'
    ? { allowed: false }
    : { allowed: true, scope: offered, subject: USER };
}

/**
 * The decision a consent form carries, or undefined when it carries none. Who allows nothing
 * refuses.
 */
export function decisionOf(
  realm: RealmState,
  parameters: Exchange['parameters'],
  offered: string,
): Decision | undefined {
  const decision = parameters.get('decision');
  if (decision === 'deny') return { allowed: false };
  const subject = (parameters.get('user') ?? USER).trim();
  // A name is shown to whoever lists the consents; a secret must not get there.
  if (decision !== 'allow' || !SUBJECT.test(subject) || realm.secrets.find(subject).length > 0)
    return undefined;
  const scope = scopeNames(offered)
    .filter((name) => parameters.has(`scope:${name}`))
    .join(' ');
  return scope === '' ? { allowed: false } : { allowed: true, scope, subject };
}
