import { defineLoad, heal, inject } from '../../harness/index.ts';

export default defineLoad({
  name: 'load/throttled-provider',
  title: 'The token endpoint is throttled for a while, under load',
  why: `A quota is used up (RFC 6585 §4), and every call that meets the expired token asks the token endpoint in vain. What counts is how many requests
that makes, and how soon all is well when the quota is back.`,
  links: ['https://www.rfc-editor.org/rfc/rfc6585#section-4'],
  realm: {
    accessTokenTtl: '10s',
    refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' },
  },
  workflows: { main: { use: 'http-request' } },
  rate: 20,
  duration: '60s',
  happens: [
    { at: '22s', step: inject('token/throttled', { times: 100_000, retryAfter: '8s' }) },
    { at: '38s', step: heal() },
  ],
  thresholds: {
    expiries: ['count>=3'],
    expiry_to_full_throughput: ['max<=20000'],
    token_requests_per_1000_calls: ['value<=100'],
  },
});
