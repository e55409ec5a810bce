import type { RunCoverage } from '../../harness/model/run-coverage.ts';

/** What the scenarios of the sample run cover, of more than they cover. */
export const sampleCoverage: RunCoverage = {
  scenarios: [
    'control/no-fault',
    'rotation/concurrent-refresh',
    'revocation/refresh-token-revoked',
    'clock/n8n-ahead',
  ],
  rows: [
    {
      section: 'What goes wrong',
      theme: 'life of tokens',
      what: 'An access token has expired',
      by: [0, 1],
      of: 5,
    },
    {
      section: 'What goes wrong',
      theme: 'life of tokens',
      what: 'A refresh token is revoked',
      by: [2],
      of: 1,
    },
    { section: 'What goes wrong', theme: 'clocks', what: 'n8n is ahead', by: [3], of: 1 },
    { section: 'What goes wrong', theme: 'wire', what: 'Never answered', by: [], of: 2 },
    {
      section: 'What goes wrong',
      theme: 'wire',
      what: 'Slow name resolution',
      by: [],
      of: 0,
      open: 'No name is looked up.',
    },
    {
      section: "n8n's side",
      theme: 'workflows',
      what: "A workflow of the user's own",
      by: [],
      of: 0,
      elsewhere: 'It takes the place of the main workflow of any scenario.',
    },
  ],
};
