import { fact, withheld, type Fact } from './fact.ts';
import { mapped, textOf, type Fields } from './fields.ts';
import { scopeNames } from './scope-names.ts';
import type { CredentialSettings } from './snapshot.ts';

/** n8n's generic type, whose fields are all its own: an empty one is what n8n uses. */
const GENERIC = 'oAuth2Api';

/** Types that begin with another grant than n8n's generic one. Read in n8n 2.41.1. */
const GRANTS: Readonly<Record<string, string>> = { databricksOAuth2Api: 'clientCredentials' };

const OF_TYPE = 'the type of the credential decides it, and what a type decides is not stored';

/** What a credential's fields say, but for its tokens. Nothing of a secret is kept. */
export function reduceSettings(type: string, fields: Fields): CredentialSettings {
  const own = (name: string): Fact<string> => {
    const value = textOf(fields[name]);
    if (value !== undefined)
      return value.startsWith('=') ? withheld('it is an expression') : fact(value);
    return type === GENERIC ? fact('') : withheld(OF_TYPE);
  };
  return {
    grantType: textOf(fields['grantType']) ?? GRANTS[type] ?? 'authorizationCode',
    scopes: mapped(own('scope'), scopeNames),
    tokenUrl: endpointOf(own('accessTokenUrl')),
  };
}

/** What stands in a query or before the host may be a secret. */
function endpointOf(address: Fact<string>): Fact<string> {
  if ('withheld' in address) return address;
  const url = URL.canParse(address.is) ? new URL(address.is) : undefined;
  return url === undefined || !/^https?:$/.test(url.protocol)
    ? withheld('it is no http or https address')
    : fact(`${url.origin}${url.pathname}`);
}
