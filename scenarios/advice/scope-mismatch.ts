import { defineAdvice } from '../../harness/index.ts';

const AT_PROVIDERS = {
  'guide/scope-mismatch': 'a provider without ways of its own',
  'guide/scope-mismatch-google': 'Google, with drive.file',
  'guide/scope-mismatch-salesforce': 'Salesforce, with api',
};
const trialsAt = Object.entries(AT_PROVIDERS);

export default defineAdvice({
  about: 'The scope no longer fits',
  claims: [
    {
      kind: 'symptom',
      claim: 'The API answers 403, and no refresh changes that.',
      trials: trialsAt.map(([scenario, provider]) => ({
        scenario,
        asks: `At ${provider}: does the execution fail as forbidden, without a needless refresh?`,
        shows: {
          during: 'error',
          error: '403|forbidden|insufficient',
          holds: ['no-needless-refresh'],
        },
      })),
    },
    {
      kind: 'symptom',
      claim: 'The refresh itself is refused.',
      trials: [
        {
          scenario: 'guide/scope-refused-on-refresh',
          asks: 'Does an execution say that the scope is the reason?',
          shows: { during: 'error', error: 'scope' },
        },
      ],
    },
    {
      kind: 'fix',
      claim: 'Put the scope into the credential, and connect the account again.',
      trials: [
        ...trialsAt.map(([scenario, provider]) => ({
          scenario,
          asks: `At ${provider}: does it work from then on, also after the next expiry?`,
          shows: { remedy: ['edit-scope'] },
        })),
        {
          scenario: 'guide/ladder-scope-missing',
          asks: 'Of all remedies, tried from the lightest on: is it the first that works?',
          shows: { lightest: 'edit-scope' },
        },
      ],
    },
    {
      kind: 'fix',
      claim: 'Where only the refresh is refused, connect the account again as well.',
      trials: [
        {
          scenario: 'guide/scope-refused-on-refresh',
          asks: 'Is it needed once the scopes of the app are right?',
          contradicts: { recovery: ['automatic', 'unaffected'] },
        },
      ],
      instead: 'Correct the scopes at the provider; the next run works by itself.',
    },
  ],
});
