import { defineAdvice } from '../../harness/index.ts';

export default defineAdvice({
  about: 'What the credential offers',
  claims: [
    {
      kind: 'answer',
      claim: 'The credential has a switch for automatic refresh.',
      field: '(auto|automatic).*refresh|refresh.*(auto|switch|enabled)',
      trials: [],
      instead: 'There is nothing to switch on: n8n refreshes when the API refuses a token.',
    },
    {
      kind: 'answer',
      claim: 'The client secret can be an expression that reads an environment variable.',
      trials: [
        {
          scenario: 'credential/secret-from-variable',
          asks: 'Does it survive the connect and a refresh?',
          shows: { during: 'success' },
        },
        {
          scenario: 'credential/secret-from-variable-of-client',
          asks: 'And a token that the client fetches for itself?',
          shows: { during: 'success' },
        },
      ],
    },
  ],
});
