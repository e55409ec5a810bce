import { defineAdvice } from '../../harness/index.ts';

export default defineAdvice({
  about: 'A Code step that fetches the token',
  claims: [
    {
      kind: 'answer',
      claim: 'A Code step can ask the token endpoint, and the next node uses what it got.',
      trials: [
        {
          scenario: 'guide/code-step-client-credentials',
          asks: 'Does it work where nothing goes wrong?',
          shows: { recovery: ['automatic', 'unaffected'] },
        },
      ],
    },
    {
      kind: 'answer',
      claim: 'It is a safe place for a token.',
      trials: [
        {
          scenario: 'guide/code-step-client-credentials',
          asks: 'Does the token stay out of what n8n keeps of the execution?',
          shows: { holds: ['no-secret-leaked'] },
        },
      ],
      instead:
        'Whoever may read executions has the token. Use the OAuth2 credential, whose tokens are in no execution.',
    },
    {
      kind: 'answer',
      claim: 'It may refresh beside the credential.',
      trials: [
        {
          scenario: 'guide/code-step-refresh-token',
          asks: 'Does the credential live on when the refresh token rotates?',
          contradicts: { recovery: ['after-remedy', 'none'] },
        },
      ],
      instead:
        'Its refresh spends the token that the credential holds, and the provider takes the next use for theft. Give the step an account of its own, or leave refreshing to the credential.',
    },
  ],
});
