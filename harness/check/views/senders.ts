import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';

/**
 * Says which client sent a request: by the provider's word, by the family of the token it shows, or
 * by the item it is about.
 */
export type SenderOf = (request: EventOf<'request'>) => string | undefined;

/** Families by the client they were issued to. */
function familyOwners(history: History): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  for (const { request, reply } of history.exchanges()) {
    const family = reply?.issued?.access?.family ?? reply?.issued?.refresh?.family;
    if (request.client !== undefined && family !== undefined) owners.set(family, request.client);
  }
  return owners;
}

/**
 * Makes the {@link SenderOf} of a history. A credential has the name of the client it was made for.
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

/** The client a token family was issued to, or undefined when the history does not say. */
export function ownerOfFamily(history: History): (family: string) => string | undefined {
  const owners = familyOwners(history);
  return (family) => owners.get(family);
}
