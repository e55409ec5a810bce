import { defineLoad, heal, inject } from '../../harness/index.ts';

export default defineLoad({
  name: 'load/worker-killed-in-refresh',
  title: 'The worker that refreshes is killed in the middle of it, under load',
  why: `A worker holds the lock of the credential, has asked for new tokens, and is gone: out of memory, or its node is drained. The others have to notice,
and take over, while calls go on coming. A grace for the old refresh token lets them.`,
  links: ['https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2'],
  realm: {
    accessTokenTtl: '15s',
    refreshToken: { rotation: 'single-use', onReuse: 'revoke-family', grace: '10m' },
  },
  workflows: { main: { use: 'http-request' } },
  requires: ['workers'],
  rate: 10,
  duration: '90s',
  happens: [
    { at: '20s', step: inject('n8n/killed', { when: 'refresh-answered' }) },
    { at: '50s', step: heal() },
  ],
  thresholds: {
    expiries: ['count>=3'],
    expiry_to_full_throughput: ['max<=60000'],
  },
});
