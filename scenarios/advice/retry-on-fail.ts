import { defineAdvice } from '../../harness/index.ts';

const TROUBLES = {
  'guide/rate-limit-with-retry': '429 of the token endpoint',
  'guide/retried-token-unavailable': '503 of the token endpoint',
  'guide/retried-token-reset': 'a reset connection to the token endpoint',
  'guide/retried-token-html-page': 'a page of a proxy in the place of the token endpoint',
  'guide/retried-api-unrelated-401': '401 of the API that no new token mends',
  'guide/retried-api-unavailable': '503 of the API',
  'guide/retried-api-throttled': '429 of the API',
};

export default defineAdvice({
  about: 'Retry On Fail before going live',
  claims: [
    {
      kind: 'answer',
      claim: 'Three tries, five seconds apart, come through what passes by itself.',
      trials: Object.entries(TROUBLES).map(([scenario, trouble]) => ({
        scenario,
        asks: `Do they come through ${trouble}?`,
        shows: { during: 'success' },
      })),
    },
  ],
});
