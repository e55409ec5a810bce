import { defineFamily, execute, inject } from '../../harness/index.ts';

/** Ways in which an API tells of an expiry, and the status that its credential says it has. */
const WAYS = {
  '401-without-challenge': undefined,
  '400': 400,
  '404': 404,
  '498': 498,
  '500': 500,
} as const;

type Way = keyof typeof WAYS;

const RFC = 'https://www.rfc-editor.org/rfc/rfc6750#section-3.1';

/** The API tells of an expiry in its own way, and the credential knows it where it can. */
export default defineFamily(
  (Object.keys(WAYS) as Way[]).map((as) => {
    const expiredStatus = WAYS[as];
    return {
      name: `resource/expiry-told-as-${as}`,
      title:
        expiredStatus === undefined
          ? 'The API says 401 when a token has expired, and nothing of a challenge'
          : `The API says ${as} when a token has expired, and the credential knows it`,
      why: `Not every API follows RFC 6750 §3.1: some leave the challenge out, some have a status of their own, which the credential then says (Token Expired
Status Code). Whoever does not go by it never refreshes, and an operator connects the account again every hour.`,
      links: ['https://github.com/n8n-io/n8n/issues/10199', RFC],
      ...(expiredStatus === undefined ? {} : { credentials: { main: { expiredStatus } } }),
      realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
      workflows: { main: { use: 'http-request' } },
      plan: [
        execute(2),
        inject('api/expiry-told-as', { as }),
        inject('access-token/expired'),
        execute(2),
      ],
      remedies: ['reconnect'],
      expect: { recovery: 'unaffected', during: 'success' },
    };
  }),
);
