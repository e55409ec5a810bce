import { defineFamily, execute, heal, inject, observe } from '../harness/index.ts';

/** Refusals by the token endpoint (RFC 6749 §5.2), and what each says to a client. */
const ERRORS = {
  invalid_request: 'The request was not understood: the grant may be as good as ever.',
  invalid_client: 'The client was not recognised: what it stores of the account is untouched.',
  invalid_grant: 'The refresh token is not good any more: who believes it asks no more.',
  unauthorized_client: 'The client may not use this grant: what it stores is untouched.',
  unsupported_grant_type:
    'The server does not know this grant: what the client stores is untouched.',
  invalid_scope: 'The scope was too much: what the client stores is untouched.',
} as const;

/** Statuses under which it is met: §5.2 asks for 400, and for 401 where the client is at fault. */
const STATUSES = [400, 401, 403, 500, 200] as const;

/** For a while the provider refuses what it should grant; then it is as it should be. */
export default defineFamily(
  Object.entries(ERRORS).flatMap(([error, meaning]) =>
    STATUSES.map((status) => ({
      name: `refusal/${error.replaceAll('_', '-')}-${status}`,
      title: `The token endpoint refuses a refresh for a while with ${status} ${error}`,
      why: `${meaning} RFC 6749 §5.2 names the error in the body, and implementations differ in the status they send with it. The run has to fail where people
see it, in the provider's words and without a storm of requests, and whatever was stored must stay as it was.`,
      links: [
        'https://www.rfc-editor.org/rfc/rfc6749#section-5.2',
        'https://github.com/n8n-io/n8n/pull/30460',
      ],
      workflows: { main: { use: 'http-request' } },
      plan: [
        execute(2),
        inject('reply/error-code', { error: error as keyof typeof ERRORS, status }),
        inject('access-token/expired'),
        execute(2),
        heal(),
        observe({ for: '5s' }),
      ],
      remedies: ['reconnect'],
      expect:
        error === 'invalid_grant'
          ? { recovery: 'after-remedy', remedy: 'reconnect', during: 'visible' }
          : { recovery: 'automatic', within: '5s', during: 'visible' },
    })),
  ),
);
