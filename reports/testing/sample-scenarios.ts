import type { Scenario } from '../../harness/model/scenario.ts';

const workflows = { main: { use: 'http-request' } };

/** Scenarios of the sample run, one of each kind. */
export const sampleScenarios = {
  control: {
    name: 'control/no-fault',
    title: 'Nothing goes wrong',
    why: 'A harness that fails here measures itself: every other result counts only as long as this one passes.',
    workflows,
    plan: [{ do: 'execute', times: 3 }],
    expect: { recovery: 'unaffected' },
  },
  storm: {
    name: 'rotation/concurrent-refresh',
    title: 'Eight executions meet one expired token while refresh tokens rotate',
    why: 'Executions that see the same expiry each spend the same refresh token. With single-use tokens the provider takes the second use for theft and revokes the family (RFC 9700 §4.14.2), so one busy minute costs the connection.',
    links: [
      'https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2',
      'https://github.com/n8n-io/n8n/issues/12742',
    ],
    workflows,
    plan: [
      { do: 'execute', times: 2 },
      { do: 'inject', fault: 'access-token/expired' },
      { do: 'rendezvous', requests: 8 },
      { do: 'execute', times: 8, concurrency: 8 },
      { do: 'heal' },
      { do: 'observe', for: '5s' },
    ],
    remedies: ['reconnect'],
    expect: { recovery: 'automatic', within: '10s' },
  },
  revoked: {
    name: 'revocation/refresh-token-revoked',
    title: 'The user withdraws consent at the provider',
    why: 'After a true revocation no client can refresh (RFC 6749 §5.2, invalid_grant). What the operator needs is an error that says so, no hammering, and a reconnect that is enough.',
    links: ['https://www.rfc-editor.org/rfc/rfc6749#section-5.2'],
    guide: { cause: 'Refresh token revoked', fix: 'Delete and recreate the credential' },
    workflows,
    plan: [
      { do: 'execute', times: 2 },
      { do: 'inject', fault: 'refresh-token/revoked' },
      { do: 'execute' },
      { do: 'heal' },
      { do: 'observe', for: '2s' },
    ],
    remedies: ['reconnect', 'recreate'],
    expect: { recovery: 'after-remedy', remedy: 'reconnect', within: '10s', during: 'visible' },
  },
  throttled: {
    name: 'throttle/token-endpoint-429',
    title: 'The token endpoint asks the client to come back in two seconds',
    why: 'A 429 with Retry-After is not a verdict on the credential. A client that waits recovers without anyone noticing (RFC 6585 §4).',
    links: ['https://www.rfc-editor.org/rfc/rfc6585#section-4'],
    workflows,
    plan: [
      { do: 'execute', times: 2 },
      { do: 'inject', fault: 'token/throttled', options: { times: 1, retryAfter: '2s' } },
      { do: 'execute' },
      { do: 'heal' },
      { do: 'observe', for: '5s' },
    ],
    expect: { recovery: 'automatic', within: '5s', during: 'success' },
  },
  lost: {
    name: 'reply/reset-after-commit',
    title: 'The provider rotates the refresh token and the answer never arrives',
    why: 'The old token is spent, the new one unknown to the client: the connection is lost although nobody did anything wrong. Providers with a grace period avoid it (RFC 9700 §4.14.2).',
    workflows,
    plan: [
      { do: 'execute', times: 2 },
      { do: 'inject', fault: 'reply/lost-after-commit' },
      { do: 'execute' },
      { do: 'heal' },
      { do: 'observe', for: '5s' },
    ],
    remedies: ['reconnect'],
    expect: { recovery: 'after-remedy', remedy: 'reconnect' },
  },
  clock: {
    name: 'clock/n8n-ahead',
    title: 'The clock of n8n runs an hour ahead',
    why: 'A client that judges expiry by its own clock refreshes tokens that are good, or never (RFC 6749 §5.1: expires_in is relative).',
    workflows,
    plan: [
      { do: 'execute', times: 2 },
      { do: 'inject', fault: 'n8n/clock-ahead', options: { by: '1h' } },
      { do: 'execute', times: 2 },
      { do: 'heal' },
    ],
    expect: { recovery: 'unaffected' },
    requires: ['skew-clock'],
  },
} as const satisfies Record<string, Scenario>;
