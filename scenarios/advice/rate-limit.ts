import { defineAdvice } from '../../harness/index.ts';

export default defineAdvice({
  about: 'The token endpoint limits the rate',
  claims: [
    {
      kind: 'symptom',
      claim: 'The workflow stalls.',
      trials: [
        {
          scenario: 'guide/rate-limit',
          asks: 'Does an execution hang?',
          shows: { during: 'hung' },
        },
      ],
      instead:
        'The execution fails at once: n8n does not repeat a refresh that was refused with 429.',
    },
    {
      kind: 'fix',
      claim: 'Retry with a delay: Retry On Fail on the node.',
      trials: [
        {
          scenario: 'guide/rate-limit',
          asks: 'Switched on afterwards: does the next run come through the throttle?',
          shows: { remedy: ['retry-on-fail'] },
        },
        {
          scenario: 'guide/rate-limit-with-retry',
          asks: 'Switched on before: does the run come through the throttle?',
          shows: { during: 'success' },
        },
        {
          scenario: 'guide/ladder-throttled',
          asks: 'Of all remedies, tried from the lightest on: is it the first that works?',
          shows: { lightest: 'retry-on-fail' },
        },
      ],
      instead:
        'A throttle of some seconds needs nothing but waiting. Retry On Fail spares the execution that meets it.',
    },
    {
      kind: 'fix',
      claim: 'Respect Retry-After.',
      trials: [
        {
          scenario: 'guide/rate-limit-with-retry',
          asks: 'Asked for three seconds: do the tries of the node wait for so long?',
          shows: { holds: ['retry-after-honoured'] },
        },
        {
          scenario: 'guide/rate-limit-longer-than-retry',
          asks: 'Asked for eight seconds: do they wait for so long?',
          shows: { holds: ['retry-after-honoured'] },
        },
      ],
      instead:
        'The node waits for its own Wait Between Tries, whatever the provider asks. Set that to more than the provider is known to ask for; n8n takes five seconds at most.',
    },
    {
      kind: 'fix',
      claim: 'A daily quota that is used up needs nothing but waiting.',
      trials: [
        {
          scenario: 'guide/daily-quota',
          asks: 'Does it work by itself the next day?',
          shows: { recovery: ['automatic'] },
        },
      ],
    },
  ],
});
