import { ProviderError } from '../model/provider-error.ts';
import type { TokenKind } from '../model/token-ref.ts';
import type { GrantStore } from '../store/grant-store.ts';
import type { TokenRecord } from '../store/token-record.ts';

/** The tokens of a realm, or of one of its consents. @throws ProviderError `unknown-grant` */
export function chosenTokens(
  grants: GrantStore,
  realm: string,
  {
    kinds = ['access', 'refresh'],
    family: id,
  }: { readonly kinds?: readonly TokenKind[]; readonly family?: string },
): readonly TokenRecord[] {
  if (id === undefined) return grants.all(kinds);
  const family = grants.family(id);
  if (family !== undefined) return family.tokens.filter(({ ref }) => kinds.includes(ref.kind));
  throw new ProviderError(
    'unknown-grant',
    `Could not end the tokens of consent '${id}': realm '${realm}' has none of that name.`,
    {
      hint: 'List the consents of the realm; they are named f1, f2, and so on.',
      pointer: '/family',
    },
  );
}
