import { defineLoad } from '../../harness/index.ts';

export default defineLoad({
  name: 'load/expiries',
  title: 'Access tokens live for ten seconds while a workflow is called all the time',
  why: `Refresh is the commonest operation on tokens there is (RFC 6749 §1.5), and a busy webhook meets each expiry with many calls at once. One refresh
is enough for all of them, and none of them need fail.`,
  links: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-1.5',
    'https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2',
  ],
  realm: {
    accessTokenTtl: '10s',
    refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' },
  },
  workflows: { main: { use: 'http-request' } },
  rate: 20,
  duration: '60s',
  thresholds: {
    http_req_failed: ['rate<0.01'],
    http_req_duration: ['p(95)<2000'],
    expiries: ['count>=3'],
    refreshes_per_expiry: ['max<=1'],
    failed_requests_per_expiry: ['max<1'],
    expiry_to_full_throughput: ['p(95)<=2000'],
  },
});
