import type { Advice } from '../../harness/model/advice.ts';

/** Claims that the sample run tries: one that holds nowhere, one on one target, one untried. */
export const sampleAdvice: Advice[] = [
  {
    about: 'Refresh tokens rotate',
    kind: 'answer',
    claim: 'n8n stores the new refresh token by itself.',
    trials: [
      {
        scenario: 'rotation/concurrent-refresh',
        asks: 'Also when eight executions meet one expired token?',
        shows: { during: 'success' },
      },
    ],
    instead: 'Let one execution refresh for all.',
  },
  {
    about: 'Refresh tokens rotate',
    kind: 'symptom',
    claim: 'n8n then says that the moon is full.',
    trials: [
      {
        scenario: 'rotation/concurrent-refresh',
        asks: 'Does the execution say so?',
        shows: { error: 'the moon' },
      },
      {
        scenario: 'guide/not-in-this-run',
        asks: 'Does it say so elsewhere?',
        shows: { error: 'the moon' },
      },
    ],
  },
  {
    about: 'Who tells of a failure',
    kind: 'answer',
    claim: 'A lamp shows it.',
    trials: [],
    untried: 'No scenario has a lamp.',
  },
];
