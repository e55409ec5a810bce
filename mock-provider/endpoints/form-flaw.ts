import type { EndpointName, RequestRecord } from '../model/records.ts';
import type { RequestForm } from '../model/request-form.ts';
import type { Policy } from '../policy/policy.ts';

/**
 * Endpoints at which clients authenticate (RFC 6749 §3.2.1, RFC 7009 §2.1, RFC 7662 §2.1, RFC 8628
 * §3.1).
 */
export const hasClient = (endpoint: EndpointName): boolean =>
  ['token', 'revoke', 'introspect', 'device-authorization'].includes(endpoint);

/** Parameters that must not be in a URL, where logs and browsers keep them (RFC 6749 §2.3.1). */
const SECRET_PARAMETERS = [
  'client_secret',
  'client_assertion',
  'refresh_token',
  'access_token',
  'code',
  'code_verifier',
  'password',
];

/**
 * What is wrong with the form of a request, whatever it asks for; such a request is
 * `invalid_request` (RFC 6749 §5.2, RFC 6750 §3.1). Undefined when nothing is, or the policy takes
 * requests as they come.
 */
export function formFlaw(
  { requests }: Pick<Policy, 'requests'>,
  { endpoint, form }: Pick<RequestRecord, 'endpoint' | 'form'>,
): string | undefined {
  if (requests === 'lenient' || form === undefined) return undefined;
  if (endpoint === 'resource' || endpoint === 'userinfo')
    return form.token.length > 1
      ? 'The access token is in more than one place of the request.'
      : undefined;
  return hasClient(endpoint) ? clientRequestFlaw(form) : undefined;
}

function clientRequestFlaw(form: RequestForm): string | undefined {
  const inUrl = form.query?.find((name) => SECRET_PARAMETERS.includes(name));
  if (inUrl !== undefined) return `The parameter ${inUrl} is in the URL.`;
  if (form.secrets.some(({ place }) => place === 'url')) return 'A secret is in the URL.';
  if (form.authentication.length > 1) return 'The client authenticates in more than one way.';
  return form.bytes === undefined || isForm(form.contentType)
    ? undefined
    : 'The body is not application/x-www-form-urlencoded.';
}

/** RFC 9110 §8.3.1: the case of a media type does not matter, and parameters may follow it. */
const isForm = (contentType: string | undefined): boolean =>
  contentType?.split(';')[0]?.trim().toLowerCase() === 'application/x-www-form-urlencoded';
