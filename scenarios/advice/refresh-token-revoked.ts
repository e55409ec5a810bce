import { defineAdvice } from '../../harness/index.ts';

export default defineAdvice({
  about: 'The refresh token was revoked',
  claims: [
    {
      kind: 'symptom',
      claim: 'The workflow works once, and fails right after.',
      trials: [
        {
          scenario: 'guide/refresh-token-revoked-reconnect',
          asks: 'Does an execution fail at the next expiry?',
          shows: { during: 'error', recovery: ['after-remedy', 'none'] },
        },
      ],
    },
    {
      kind: 'fix',
      claim: 'Open the credential in the editor, and press its button to connect.',
      trials: [
        {
          scenario: 'guide/reconnect-in-editor',
          asks: 'Done in a browser: does it work from then on, also after the next expiry?',
          shows: { remedy: ['reconnect-in-editor'] },
        },
      ],
    },
    {
      kind: 'fix',
      claim: 'Delete the credential and make it anew.',
      trials: [
        {
          scenario: 'guide/refresh-token-revoked-recreate',
          asks: 'Does a new credential work, also after the next expiry?',
          shows: { remedy: ['recreate'] },
        },
        {
          scenario: 'guide/refresh-token-revoked-reconnect',
          asks: 'Is it needed: is connecting again not enough?',
          contradicts: { remedy: ['reconnect'] },
        },
        {
          scenario: 'guide/ladder-refresh-token-revoked',
          asks: 'Of all remedies, tried from the lightest on: is it the first that works?',
          shows: { lightest: 'recreate' },
        },
      ],
      instead:
        'Connect the account again. Nothing has to be deleted, and the workflows keep their credential.',
    },
  ],
});
