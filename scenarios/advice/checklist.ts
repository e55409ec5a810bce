import { defineAdvice } from '../../harness/index.ts';

export default defineAdvice({
  about: 'Before going live',
  claims: [
    {
      kind: 'checklist',
      claim: 'See that there is a refresh token.',
      doctor: ['refresh-token-present', 'account-connected'],
      trials: [
        {
          scenario: 'guide/refresh-token-missing',
          asks: 'Does a workflow stop without one?',
          shows: { during: 'error' },
        },
      ],
    },
    {
      kind: 'checklist',
      claim: 'See that the scopes fit.',
      doctor: ['scopes-granted'],
      trials: [
        {
          scenario: 'guide/scope-mismatch',
          asks: 'Does a workflow stop when one is missing?',
          shows: { during: 'error' },
        },
      ],
    },
    {
      kind: 'checklist',
      claim: 'See that the clock of n8n is right.',
      doctor: ['clock-in-sync'],
      trials: [
        {
          scenario: 'guide/clock-n8n-ahead',
          asks: 'Does a workflow stop when it is a day ahead?',
          shows: { during: 'error' },
        },
        {
          scenario: 'guide/clock-n8n-behind',
          asks: 'Does a workflow stop when it is a day behind?',
          shows: { during: 'error' },
        },
      ],
      instead:
        'For refreshing tokens the clock of n8n does not matter. Schedules and certificates do depend on it.',
    },
    {
      kind: 'checklist',
      claim: 'See that Retry On Fail is on.',
      doctor: ['retry-on-fail'],
      trials: [
        {
          scenario: 'guide/rate-limit',
          asks: 'Does an execution fail without it?',
          shows: { during: 'error' },
        },
        {
          scenario: 'guide/rate-limit-with-retry',
          asks: 'Does it come through with it?',
          shows: { during: 'success' },
        },
      ],
    },
    {
      kind: 'checklist',
      claim: 'Keep secrets out of the workflow.',
      doctor: ['no-secret-in-workflow'],
      trials: [
        {
          scenario: 'guide/code-step-client-credentials',
          asks: 'Is a token in the data of executions when a step handles it?',
          shows: { violated: ['no-secret-leaked'] },
        },
      ],
    },
    {
      kind: 'checklist',
      claim: 'Send the logs of n8n to where somebody reads them.',
      trials: ['guide/refresh-token-revoked-reconnect', 'guide/rate-limit'].map((scenario) => ({
        scenario,
        asks: 'Does the log show each failure, and none where there is none?',
        shows: { witness: 'log' },
      })),
    },
  ],
});
