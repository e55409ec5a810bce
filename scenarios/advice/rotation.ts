import { defineAdvice } from '../../harness/index.ts';

export default defineAdvice({
  about: 'Refresh tokens rotate',
  claims: [
    {
      kind: 'answer',
      claim: 'n8n stores the new refresh token by itself.',
      trials: [
        {
          scenario: 'guide/rotation-is-stored',
          asks: 'Is the newest pair stored after each of three refreshes?',
          shows: { during: 'success', holds: ['stored-tokens-are-newest'] },
        },
        {
          scenario: 'rotation/concurrent-refresh',
          asks: 'Also when eight executions meet one expired token?',
          shows: { during: 'success', holds: ['stored-tokens-are-newest'] },
        },
        {
          scenario: 'reply/undelivered-after-headers',
          asks: 'Also when the reply with the new token is lost?',
          shows: { recovery: ['automatic', 'unaffected'] },
        },
      ],
      instead:
        'A reply that was lost takes the new refresh token with it: the account has to be connected again, unless the provider keeps a grace.',
    },
    {
      kind: 'symptom',
      claim: 'It works once, and fails later.',
      trials: [
        {
          scenario: 'guide/rotation-is-stored',
          asks: 'Does an execution fail at a later expiry?',
          shows: { during: 'error' },
        },
      ],
      instead:
        'Not by rotation alone. Look for a reply that was lost, or for a second user of the same refresh token.',
    },
  ],
});
