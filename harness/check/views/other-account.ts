import type { History } from '../../model/history.ts';

/**
 * The account that the ID token of the first reply named (OIDC Core §2), for each token family
 * whose consent brought one.
 */
export function accountsToldAtConnect(history: History): ReadonlyMap<string, string> {
  const told = new Map<string, string>();
  for (const { request, reply } of history.exchanges()) {
    const { access, idTokenSubject } = reply?.issued ?? {};
    if (request.grantType === 'authorization_code' && access !== undefined)
      if (idTokenSubject !== undefined) told.set(access.family, idTokenSubject);
  }
  return told;
}

/**
 * Numbers of the exchanges whose tokens a client must refuse: the ID token beside them names
 * another account than the one at connect (OIDC Core §12.2).
 */
export function exchangesForAnotherAccount(history: History): ReadonlySet<number> {
  const atConnect = accountsToldAtConnect(history);
  return new Set(
    history.of('reply').flatMap(({ exchange, issued }) => {
      const consented = atConnect.get(issued?.access?.family ?? '');
      const told = issued?.idTokenSubject;
      return consented === undefined || told === undefined || told === consented ? [] : [exchange];
    }),
  );
}
