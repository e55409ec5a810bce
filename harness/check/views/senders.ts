import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';

/**
 * Tells which client sent a request: from the provider's record, from the family of the presented
 * token, or from the item of the request.
 */
export type SenderOf = (request: EventOf<'request'>) => string | undefined;

/** The client to which each token family was issued. */
function familyOwners(history: History): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  for (const { request, reply } of history.exchanges()) {
    const family = reply?.issued?.access?.family ?? reply?.issued?.refresh?.family;
    if (request.client !== undefined && family !== undefined) owners.set(family, request.client);
  }
  return owners;
}

/**
 * Makes the {@link SenderOf} for a history. A credential has the same name as the OAuth client that
 * was registered for it.
 */
export function senders(history: History): SenderOf {
  const owners = familyOwners(history);
  const items = new Map(
    history
      .of('execution-started')
      .flatMap(({ items, credential }) => items.map((item) => [item, credential] as const)),
  );
  for (const { items: ids, credential } of history.of('execution'))
    for (const item of ids) items.set(item, credential);
  return ({ client, presented, item }) =>
    client ?? owners.get(presented?.ref?.family ?? '') ?? items.get(item ?? '');
}

/**
 * Returns a function that gives the client of a token family, or undefined when the history does
 * not say.
 */
export function ownerOfFamily(history: History): (family: string) => string | undefined {
  const owners = familyOwners(history);
  return (family) => owners.get(family);
}
