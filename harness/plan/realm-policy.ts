import { settingsPolicy, type PolicyInput, type RealmSettings } from '../../mock-provider/index.ts';

/**
 * Fields that token replies have beside those of RFC 6749 §5.1. Nodes need such fields of the
 * credential long after it was connected: the address of the account at Salesforce, the team at
 * Slack. Some providers repeat them at every refresh, some do not.
 */
const EXTRA = { api_domain: 'https://api.region-1.example', account_tier: 2 };
const EXTRA_AT_FIRST = {
  instance_url: 'https://account-1.example',
  team: { id: 'T1', name: 'The team' },
  features: ['files', 'search'],
};

/** The policy of a scenario's realm: its settings, with further fields in the token replies. */
export function realmPolicy(settings: RealmSettings): PolicyInput {
  const policy = settingsPolicy(settings);
  return {
    ...policy,
    reply: {
      ...policy.reply,
      extra: { ...EXTRA, ...policy.reply?.extra },
      extraAtFirst: { ...EXTRA_AT_FIRST, ...policy.reply?.extraAtFirst },
    },
  };
}
