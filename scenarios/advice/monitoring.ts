import { defineAdvice } from '../../harness/index.ts';

const FAILING = [
  'guide/refresh-token-missing',
  'guide/refresh-token-revoked-reconnect',
  'guide/scope-mismatch',
  'guide/rate-limit',
];

/** Asks of each failure whether monitoring showed it. */
const shownBy = (witness: string) =>
  FAILING.map((scenario) => ({
    scenario,
    asks: 'Does it show each failure, and none where there is none?',
    shows: { witness },
  }));

export default defineAdvice({
  about: 'Who tells of a failure',
  claims: [
    {
      kind: 'answer',
      claim: 'The list of executions shows it.',
      trials: FAILING.map((scenario) => ({
        scenario,
        asks: 'Is the execution an error?',
        shows: { during: 'error' as const, holds: ['failure-is-visible'] },
      })),
    },
    {
      kind: 'answer',
      claim: 'An error workflow is told of it.',
      trials: [
        {
          scenario: 'workflow/error-workflow',
          asks: 'Does it run, with a reason that helps?',
          shows: { during: 'error', holds: ['failure-is-visible', 'failure-text-helps'] },
        },
      ],
    },
    {
      kind: 'answer',
      claim: 'Sentry shows it.',
      trials: shownBy('sentry'),
      instead:
        'n8n drops errors of nodes, which are warnings to it, before it sends any. With a DSN it no longer writes them to its log either. Let an error workflow tell.',
    },
    {
      kind: 'answer',
      claim: 'A webhook that the workflow calls tells a monitoring system.',
      trials: shownBy('webhook'),
    },
    {
      kind: 'answer',
      claim: 'The log of n8n shows it.',
      trials: shownBy('log'),
    },
    {
      kind: 'answer',
      claim: 'The counters of /metrics show it.',
      trials: shownBy('metrics'),
    },
    {
      kind: 'answer',
      claim: 'The audit log of the provider shows it.',
      trials: shownBy('ledger'),
      instead:
        'It shows what became of a refresh token. A token that was never issued, a scope that does not reach and a request that came too often leave no entry.',
    },
  ],
});
