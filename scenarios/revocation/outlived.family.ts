import {
  advance,
  defineFamily,
  execute,
  heal,
  inject,
  observe,
  type Scenario,
} from '../../harness/index.ts';

interface Ending {
  readonly title: string;
  readonly why: string;
  readonly plan: Scenario['plan'];
}

const END = [execute(1), heal(), observe({ for: '5s' })] as const;
const expired = inject('access-token/expired');

/** How a refresh token ends although nobody revoked it. */
const HOW: Readonly<Record<string, Ending>> = {
  unused: {
    title: 'is not used for longer than the provider keeps it',
    why: 'A workflow that runs once a month meets this first.',
    plan: [execute(2), inject('refresh-token/idle-expired', { ttl: '7d' }), advance('8d'), ...END],
  },
  absolute: {
    title: 'ends a week after the consent, however often it was used',
    why: 'Refreshing does not prolong such a consent: it dies in the middle of good work.',
    plan: [
      execute(1),
      inject('refresh-token/absolute-expired', { ttl: '7d' }),
      advance('3d'),
      execute(1),
      advance('5d'),
      ...END,
    ],
  },
  evicted: {
    title: 'gives way to newer ones of the same user',
    why: 'Many providers keep so many for each user and client, and silently end the oldest.',
    plan: [execute(2), inject('refresh-token/evicted'), expired, ...END],
  },
};

const LINKS = [
  'https://developers.google.com/identity/protocols/oauth2#expiration',
  'https://www.rfc-editor.org/rfc/rfc6749#section-5.2',
];

const dead = defineFamily(
  Object.entries(HOW).map(([name, { title, why, plan }]) => ({
    name: `revocation/outlived-${name}`,
    title: `A refresh token ${title}`,
    why: `${why} The token endpoint says invalid_grant (RFC 6749 §5.2), and only a new consent helps; people have to be told so.`,
    links: LINKS,
    realm: { refreshToken: { rotation: 'never' } },
    workflows: { main: { use: 'http-request' } },
    plan,
    remedies: ['reconnect'],
    expect: { recovery: 'after-remedy', remedy: 'reconnect', during: 'visible' },
  })),
);

const limited = defineFamily([
  {
    name: 'revocation/outlived-limit-of-one',
    title: 'An account is connected anew at a provider that keeps one consent for each user',
    why: `The new consent ends the old one (as at Google and Zoho, with larger numbers). Whoever goes on with anything of the old one is refused, although
the account was connected a moment ago.`,
    links: ['https://www.zoho.com/accounts/protocol/oauth/token-limits.html'],
    realm: { refreshToken: { rotation: 'never' } },
    workflows: { main: { use: 'http-request' } },
    plan: [
      execute(2),
      inject('refresh-token/limit', { limit: 1 }),
      inject('operator/reconnects', { when: 'now' }),
      execute(1),
      expired,
      execute(1),
    ],
    remedies: ['reconnect'],
    expect: { recovery: 'unaffected', during: 'success' },
  },
]);

/** Refresh tokens that end by themselves. */
export default [...dead, ...limited];
