import {
  begin,
  defineFamily,
  execute,
  finish,
  heal,
  hold,
  inject,
  observe,
  release,
  type Scenario,
  type Step,
} from '../harness/index.ts';

type Expectation = Scenario['expect'];

const RECONNECT: Expectation = {
  recovery: 'after-remedy',
  remedy: 'reconnect',
  during: 'visible',
};
const UNAFFECTED: Expectation = { recovery: 'unaffected', during: 'success' };
const AUTOMATIC: Expectation = { recovery: 'automatic', within: '5s', during: 'visible' };

const WHEN = {
  'while-idle': 'while nobody uses it',
  'at-expiry': 'as the access token expires',
  'before-commit': 'while a refresh is on its way to the provider',
  'after-commit': 'after a refresh was carried out and before it is answered',
} as const;

type When = keyof typeof WHEN;

/** Of what ends both tokens an expiry at the same time changes nothing. */
const ENDS_WITH_ITS_TOKENS: Partial<Record<When, Expectation>> = {
  'while-idle': RECONNECT,
  'before-commit': RECONNECT,
  'after-commit': RECONNECT,
};
const RECONNECT_ALWAYS = { ...ENDS_WITH_ITS_TOKENS, 'at-expiry': RECONNECT };

interface Ending {
  readonly told: string;
  readonly why: string;
  readonly strike: Step;
  /** True when access tokens live on. */
  readonly sparesAccessToken: boolean;
  /** What has to come of it, by the moment. A moment that makes no difference is left out. */
  readonly ends: Partial<Record<When, Expectation>>;
}

/** What a user or an administrator takes away */
const WHAT: Readonly<Record<string, Ending>> = {
  'refresh-token': {
    told: 'The refresh token is revoked',
    why: 'The access token lives on (RFC 7009 §2.1 lets a server decide so), and then only a new consent helps.',
    strike: inject('refresh-token/revoked'),
    sparesAccessToken: true,
    ends: RECONNECT_ALWAYS,
  },
  'access-token': {
    told: 'The access token alone is revoked',
    why: 'The grant lives (RFC 7009 §2.1): the API says 401 (RFC 6750 §3.1), and one refresh mends it.',
    strike: inject('access-token/revoked'),
    sparesAccessToken: false,
    // One that has expired cannot be revoked, so a refresh on its way knows nothing of it.
    ends: { 'while-idle': UNAFFECTED, 'after-commit': AUTOMATIC },
  },
  family: {
    told: 'All tokens of the consent are revoked',
    why: 'Access and refresh token die together (RFC 7009 §2.1), and only a new consent helps.',
    strike: inject('refresh-token/family-revoked'),
    sparesAccessToken: false,
    ends: ENDS_WITH_ITS_TOKENS,
  },
  consent: {
    told: 'The user withdraws consent',
    why: 'Access and refresh token die together (RFC 7009 §2.1); who asks again is refused until the user thinks better of it.',
    strike: inject('consent/withdrawn'),
    sparesAccessToken: false,
    ends: ENDS_WITH_ITS_TOKENS,
  },
  password: {
    told: 'The user changes the password',
    why: 'Many providers end every refresh token then, while access tokens live on, and only a new consent helps.',
    strike: inject('consent/password-changed'),
    sparesAccessToken: true,
    ends: RECONNECT_ALWAYS,
  },
  client: {
    told: 'The client is disabled for a while',
    why: 'The token endpoint says invalid_client (RFC 6749 §5.2). The grant is as good as before: when the client is let in again, nobody has to connect anything.',
    strike: inject('client/disabled'),
    sparesAccessToken: true,
    ends: { 'while-idle': AUTOMATIC, 'at-expiry': AUTOMATIC, 'after-commit': AUTOMATIC },
  },
};

const expired = inject('access-token/expired');

/** An expiry after the strike, where the access token has outlived it. */
const laterExpiry = ({ strike, sparesAccessToken }: Ending): readonly Step[] =>
  sparesAccessToken ? [execute(1), strike, execute(1), expired] : [execute(2), strike];

function planOf(ending: Ending, when: When): Scenario['plan'] {
  const { strike, sparesAccessToken } = ending;
  const after = [execute(1), heal(), observe({ for: '5s' })] as const;
  if (when === 'while-idle') return [...laterExpiry(ending), ...after];
  if (when === 'at-expiry') return [execute(2), expired, strike, execute(1), ...after];
  const held = [execute(1), expired, hold('refresh', { at: when }), begin(1), strike] as const;
  const stillGood = when === 'after-commit' && sparesAccessToken;
  return [...held, release(), finish(), ...(stillGood ? [expired] : []), ...after];
}

/** Something of the grant ends, at every moment of a refresh. */
export default defineFamily(
  Object.entries(WHAT).flatMap(([name, ending]) =>
    (Object.entries(ending.ends) as readonly (readonly [When, Expectation])[]).map(
      ([when, expect]) => ({
        name: `revocation/${name}-${when}`,
        title: `${ending.told} ${WHEN[when]}`,
        why: `${ending.why} It must be found out from what the provider says, without going round in circles, and said to people.`,
        links: [
          'https://www.rfc-editor.org/rfc/rfc7009#section-2.1',
          'https://www.rfc-editor.org/rfc/rfc6749#section-5.2',
        ],
        realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
        workflows: { main: { use: 'http-request' } },
        plan: planOf(ending, when),
        remedies: ['reconnect'],
        expect,
      }),
    ),
  ),
);
