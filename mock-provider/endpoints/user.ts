import { setTimeout as sleep } from 'node:timers/promises';
import { toMs } from '../model/duration.ts';
import type { Exchange } from '../model/exchange.ts';
import { scopeNames } from '../model/scope.ts';
import type { RealmState } from '../realm/realm-state.ts';

/** The subject of a consent when the request names no user. */
export const USER = 'user-1';

/** OIDC Core §2: a subject has at most 255 ASCII characters. */
const SUBJECT = /^[\x20-\x7e]{1,255}$/;

/**
 * True for the request of somebody who can be shown a page: a browser that goes somewhere asks for
 * HTML, and a program that follows redirects takes anything.
 */
const isOfBrowser = ({ headers }: Pick<Exchange, 'headers'>): boolean =>
  String(headers['accept'] ?? '').includes('text/html');

/** A user's decision about an authorization request. */
export type Decision =
  | { readonly allowed: true; readonly scope: string; readonly subject: string }
  | { readonly allowed: false };

/**
 * Waits in real time for as long as the policy says that a user takes. The wait ends early when the
 * client closes its connection.
 */
export async function userDecides(realm: RealmState, { signal }: Exchange): Promise<void> {
  const ms = toMs(realm.policy.effective.consentDelay);
  if (ms > 0) await sleep(ms, undefined, { signal }).catch(() => undefined);
}

/**
 * The decision that the policy makes in the user's place. Undefined when the user is asked on a
 * page.
 */
export function decisionUnasked(
  realm: RealmState,
  exchange: Pick<Exchange, 'headers'>,
  offered: string,
): Decision | undefined {
  const { consent } = realm.policy.effective;
  if (consent === 'page' || (consent === 'page-in-browser' && isOfBrowser(exchange)))
    return undefined;
  return consent === 'refused'
    ? { allowed: false }
    : { allowed: true, scope: offered, subject: USER };
}

/**
 * The decision in a consent form, or undefined when the form has none. A user who allows no scope
 * at all refuses.
 */
export function decisionOf(
  realm: RealmState,
  parameters: Exchange['parameters'],
  offered: string,
): Decision | undefined {
  const decision = parameters.get('decision');
  if (decision === 'deny') return { allowed: false };
  const subject = (parameters.get('user') ?? USER).trim();
  // The user's name appears in lists of consents, so it must not contain a secret.
  if (decision !== 'allow' || !SUBJECT.test(subject) || realm.secrets.find(subject).length > 0)
    return undefined;
  const scope = scopeNames(offered)
    .filter((name) => parameters.has(`scope:${name}`))
    .join(' ');
  return scope === '' ? { allowed: false } : { allowed: true, scope, subject };
}
