import type { RealmState } from '../realm/realm-state.ts';
import type { Family } from '../store/family.ts';

/**
 * The account that new tokens of a consent speak for: the user who consented, unless a fault says
 * otherwise.
 */
export const subjectOf = (realm: RealmState, { subject }: Family): string =>
  realm.identity.subject ?? subject;
