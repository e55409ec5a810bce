import type { ExportedNode } from './exported-workflow.ts';
import { CALLERS } from './node-kinds.ts';

/** A credential that a node uses: its type, and which one of that type. */
export interface UsedCredential {
  readonly type: string;
  readonly id: string | undefined;
  readonly name: string | undefined;
}

/**
 * Credential types whose name does not say that they are OAuth2, and the one that says so without
 * being it: all others are named `…OAuth2Api` (n8n 1.72 to 2.41). What n8n itself says of them is
 * asked before anything is made there.
 */
const ALSO_OAUTH2: ReadonlySet<string> = new Set([
  'oAuth2Api',
  'gmailOAuth2',
  'googleAnalyticsOAuth2',
  'hubspotDeveloperApi',
]);
const NOT_OAUTH2: ReadonlySet<string> = new Set(['crowdStrikeOAuth2Api']);

const isOAuth2Type = (type: string): boolean =>
  (ALSO_OAUTH2.has(type) || type.endsWith('OAuth2Api')) && !NOT_OAUTH2.has(type);

/** n8n's generic OAuth2 credential, the addresses of which can be typed in. */
export const GENERIC = 'oAuth2Api';

/**
 * The OAuth2 credential that a node really uses to call its API: an export also keeps those that
 * were chosen once. Undefined for a node that uses none.
 */
export function usedOAuth2({
  type,
  parameters,
  credentials,
}: ExportedNode): UsedCredential | undefined {
  if (CALLERS[type] === undefined) {
    const [found] = Object.keys(credentials ?? {}).filter(isOAuth2Type);
    return found === undefined ? undefined : referenceTo(found, credentials);
  }
  const used = typeInUse(parameters);
  return used === undefined || !isOAuth2Type(used) ? undefined : referenceTo(used, credentials);
}

/** The credential type that the parameters of HTTP Request or GraphQL name. */
function typeInUse(parameters: ExportedNode['parameters']): string | undefined {
  const { authentication, genericAuthType, nodeCredentialType } = parameters;
  switch (authentication) {
    case 'oAuth2':
      return GENERIC;
    case 'genericCredentialType':
      return typeof genericAuthType === 'string' ? genericAuthType : undefined;
    case 'predefinedCredentialType':
      return typeof nodeCredentialType === 'string' ? nodeCredentialType : undefined;
    default:
      return undefined;
  }
}

const referenceTo = (type: string, credentials: ExportedNode['credentials']): UsedCredential => ({
  type,
  id: credentials?.[type]?.id,
  name: credentials?.[type]?.name,
});
