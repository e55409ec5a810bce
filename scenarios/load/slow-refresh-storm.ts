import { defineLoad, heal, inject } from '../../harness/index.ts';

export default defineLoad({
  name: 'load/slow-refresh-storm',
  title: 'Refreshes take two seconds, and sixty calls per second meet each expired token',
  why: `While one refresh is under way, more and more calls find the same dead token. A client that does not make them wait sends them all to the token
endpoint: with refresh tokens for single use (RFC 9700 §4.14.2) the second one looks like theft, and the account is gone.`,
  links: ['https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2'],
  realm: {
    accessTokenTtl: '10s',
    refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' },
  },
  workflows: { main: { use: 'http-request' } },
  rate: 60,
  duration: '45s',
  happens: [
    { at: '5s', step: inject('token/slow', { by: '2s', times: 100_000 }) },
    { at: '40s', step: heal() },
  ],
  thresholds: {
    http_req_failed: ['rate<0.01'],
    expiries: ['count>=2'],
    refreshes_per_expiry: ['max<=1'],
    expiry_to_full_throughput: ['p(95)<=6000'],
  },
});
