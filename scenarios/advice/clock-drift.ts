import { defineAdvice } from '../../harness/index.ts';

export default defineAdvice({
  about: 'A clock is wrong',
  claims: [
    {
      kind: 'cause',
      claim: 'A wrong clock of n8n makes refreshes fail.',
      trials: [
        {
          scenario: 'guide/clock-n8n-ahead',
          asks: 'Does an execution fail when the clock of n8n is a day ahead?',
          shows: { during: 'error' },
        },
        {
          scenario: 'guide/clock-n8n-behind',
          asks: 'Does an execution fail when the clock of n8n is a day behind?',
          shows: { during: 'error' },
        },
      ],
      instead:
        'n8n asks for a new token when the API refuses the old one, whatever its clock says.',
    },
    {
      kind: 'cause',
      claim: 'A wrong clock of the provider makes its API refuse fresh tokens.',
      trials: [
        {
          scenario: 'guide/clock-provider-ahead',
          asks: 'Does an execution fail when the clock of the issuer is ahead?',
          shows: { during: 'error' },
        },
        {
          scenario: 'guide/clock-provider-behind',
          asks: 'Does an execution fail when the clock of the issuer is behind?',
          shows: { during: 'error' },
        },
      ],
    },
    {
      kind: 'symptom',
      claim: 'n8n says that the token has expired, although the refresh has worked.',
      trials: [
        {
          scenario: 'guide/clock-provider-behind',
          asks: 'Does the execution say so?',
          shows: { error: 'expired' },
        },
        {
          scenario: 'guide/clock-provider-ahead',
          asks: 'Does the execution say so, or that it is not yet valid?',
          shows: { error: 'expired|not yet|not active' },
        },
      ],
      instead:
        'n8n says that the authorization failed and that credentials are to be checked: the reason stands in the headers of the refusal, which it does not show.',
    },
    {
      kind: 'fix',
      claim: 'Synchronise the clock.',
      trials: [
        {
          scenario: 'guide/clock-provider-ahead',
          asks: 'Does it work again once the clock is right?',
          shows: { remedy: ['sync-clock'] },
        },
        {
          scenario: 'guide/clock-provider-behind',
          asks: 'Does it work again once the clock is right?',
          shows: { remedy: ['sync-clock'] },
        },
        {
          scenario: 'guide/ladder-clock-wrong',
          asks: 'Of all remedies, tried from the lightest on: is it the first that works?',
          shows: { lightest: 'sync-clock' },
        },
      ],
    },
  ],
});
