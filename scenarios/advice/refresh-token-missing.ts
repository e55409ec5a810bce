import { defineAdvice } from '../../harness/index.ts';

export default defineAdvice({
  about: 'No refresh token',
  claims: [
    {
      kind: 'cause',
      claim: 'A credential that was given no refresh token stops when its access token expires.',
      trials: [
        {
          scenario: 'guide/refresh-token-missing',
          asks: 'Does it stop, and not begin again by itself?',
          shows: { during: 'error', recovery: ['after-remedy', 'none'] },
        },
      ],
    },
    {
      kind: 'symptom',
      claim: 'n8n then says: refresh token not found.',
      trials: [
        {
          scenario: 'guide/refresh-token-missing',
          asks: 'Does the execution say so?',
          shows: { error: 'refresh token (was )?not found' },
        },
      ],
      instead:
        'n8n 2 says that no refresh token is available and that the credential has to be connected again; n8n 1 says "refreshToken is required".',
    },
    {
      kind: 'fix',
      claim: 'Open the credential and connect the account again.',
      trials: [
        {
          scenario: 'guide/refresh-token-missing',
          asks: 'Does it work from then on, also after the next expiry?',
          shows: { remedy: ['reconnect'] },
        },
        {
          scenario: 'guide/ladder-refresh-token-missing',
          asks: 'Of all remedies, tried from the lightest on: is it the first that works?',
          shows: { lightest: 'reconnect' },
        },
      ],
    },
  ],
});
