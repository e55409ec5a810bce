import {
  defineFamily,
  execute,
  heal,
  inject,
  observe,
  rendezvous,
  type Scenario,
} from '../harness/index.ts';

const REUSE = {
  error: 'is refused, and nothing else comes of it',
  'revoke-family': 'ends the consent',
  'revoke-session': 'ends every consent of the user',
  'revoke-current': 'ends the current pair',
} as const;

const GRACE = {
  sibling: 'brings one more valid pair',
  'new-pair': 'brings a pair that ends the one before',
  'same-pair': 'brings the same pair again',
  echo: 'brings a new access token with the old refresh token',
} as const;

interface Policy {
  readonly name: string;
  readonly told: string;
  /** Whether the client can go on by itself when a reply does not reach it. */
  readonly survivesLoss: boolean;
  readonly refreshToken: NonNullable<Scenario['realm']>['refreshToken'] & {};
}

/** How refresh tokens change, and what becomes of one that is shown again. */
const POLICIES: readonly Policy[] = [
  {
    name: 'never',
    told: 'refresh tokens stay as they are',
    survivesLoss: true,
    refreshToken: { rotation: 'never' },
  },
  ...(Object.keys(REUSE) as readonly (keyof typeof REUSE)[]).map((onReuse): Policy => ({
    name: `single-use-${onReuse}`,
    told: `a refresh token works once, and its reuse ${REUSE[onReuse]}`,
    survivesLoss: false,
    refreshToken: { rotation: 'single-use', onReuse },
  })),
  ...(Object.keys(GRACE) as readonly (keyof typeof GRACE)[]).map((graceReply): Policy => ({
    name: `grace-${graceReply}`,
    told: `a refresh token works once, and its reuse within ten minutes ${GRACE[graceReply]}`,
    survivesLoss: true,
    refreshToken: { rotation: 'single-use', grace: '10m', graceReply, onReuse: 'revoke-family' },
  })),
];

const LINKS = [
  'https://www.rfc-editor.org/rfc/rfc6749#section-6',
  'https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2',
];

/** A grace period exists for replies that are lost. */
const GRACE_LINK =
  'https://developer.okta.com/docs/guides/refresh-tokens/main/#grace-period-for-token-rotation';

/** Two executions meet the same expiry, then comes another one. */
const answered = defineFamily(
  POLICIES.map(({ name, told, refreshToken }) => ({
    name: `rotation/${name}`,
    title: `Two executions at once meet an expired token, twice: ${told}`,
    why: `Whatever a provider does with refresh tokens (RFC 6749 §6, RFC 9700 §4.14.2), one refresh serves everybody who waits, and what it brings is what the next one shows.`,
    links: LINKS,
    realm: { refreshToken },
    workflows: { main: { use: 'http-request' } },
    plan: [
      execute(1),
      inject('access-token/expired'),
      rendezvous(2),
      execute(2, { concurrency: 2 }),
      inject('access-token/expired'),
      rendezvous(2),
      execute(2, { concurrency: 2 }),
    ],
    remedies: ['reconnect'],
    expect: { recovery: 'unaffected', during: 'success' },
  })),
);

const lost = defineFamily(
  POLICIES.map(({ name, told, survivesLoss, refreshToken }) => ({
    name: `rotation/${name}-reply-lost`,
    title: `The reply to a refresh is lost: ${told}`,
    why: survivesLoss
      ? 'What the client has is still good, so this is an ordinary fault of the network: a run may fail, and the next one has to work.'
      : 'The provider has spent the old refresh token, the client has never seen the new one, and no client can mend that alone (RFC 9700 §4.14.2). People have to see it, and connecting the account again has to help.',
    links: name.startsWith('grace-') ? [...LINKS, GRACE_LINK] : LINKS,
    realm: { refreshToken },
    workflows: { main: { use: 'http-request', method: 'POST' } },
    plan: [
      execute(1),
      inject('reply/lost-after-commit', { times: 1 }),
      inject('access-token/expired'),
      execute(1),
      heal(),
      observe({ for: '5s' }),
    ],
    remedies: ['reconnect'],
    expect: survivesLoss
      ? { recovery: 'automatic', within: '10s', during: 'visible' }
      : { recovery: 'after-remedy', remedy: 'reconnect', during: 'visible' },
  })),
);

/** Every policy of rotation, with replies that arrive and with one that is lost. */
export default [...answered, ...lost];
