import {
  defineFamily,
  execute,
  heal,
  inject,
  observe,
  preset,
  presets,
  rendezvous,
  type Preset,
  type Scenario,
  type Step,
} from '../harness/index.ts';

const expired = inject('access-token/expired');

/** What of a provider's behaviour a situation depends on, and what has to come of it. */
interface Situation {
  readonly title: (provider: string) => string;
  readonly why: string;
  /** Facts of the preset that it is about. */
  readonly about: readonly string[];
  readonly rfc: string;
  readonly plan: (provider: Preset) => Scenario['plan'];
  readonly expect: Scenario['expect'];
  /** False for a provider at which it cannot come about. */
  readonly happensAt: (provider: Preset) => boolean;
}

const status = ({ policy }: Preset, answer: string): number | undefined =>
  policy.answers?.[answer as keyof typeof policy.answers]?.status;

/** The status by which the API tells that a token has expired. */
const expiryStatus = (provider: Preset): number => status(provider, 'expired-access-token') ?? 401;

const hasConsent = ({ policy }: Preset): boolean => policy.refreshToken?.issue !== 'never';

/**
 * An API that tells of an expiry under a status of success: no credential of n8n can say so, and no
 * client that knows nothing of that provider can hear it.
 */
const tellsExpiry = (provider: Preset): boolean => expiryStatus(provider) >= 400;

const throttle = (provider: Preset): Step =>
  status(provider, 'throttled-token-endpoint') === undefined
    ? inject('token/throttled', { times: 1, retryAfter: '2s' })
    : inject('token/throttled-vendor-form', { times: 1 });

const SITUATIONS: Readonly<Record<string, Situation>> = {
  expired: {
    title: (provider) => `An access token of ${provider} expires, twice`,
    why: 'The most ordinary thing there is: nobody may notice.',
    about: ['access token', 'expired access token', 'reply', 'rotation'],
    rfc: 'https://www.rfc-editor.org/rfc/rfc6750#section-3.1',
    plan: () => [execute(2), expired, execute(1), expired, execute(1)],
    expect: { recovery: 'unaffected', during: 'success' },
    happensAt: tellsExpiry,
  },
  storm: {
    title: (provider) => `Four executions meet one expired token of ${provider}`,
    why: 'One refresh serves all of them, whatever becomes of a refresh token that is shown twice.',
    about: ['rotation', 'concurrent refresh', 'reused refresh token', 'limit'],
    rfc: 'https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2',
    plan: () => [execute(2), expired, rendezvous(4), execute(4, { concurrency: 4 })],
    expect: { recovery: 'unaffected', during: 'success' },
    happensAt: tellsExpiry,
  },
  dead: {
    title: (provider) => `A refresh token of ${provider} was revoked`,
    why: 'However the provider says it, an operator has to be told to connect the account again, and that has to be enough.',
    about: ['dead refresh token', 'refresh token'],
    rfc: 'https://www.rfc-editor.org/rfc/rfc6749#section-5.2',
    plan: () => [
      execute(2),
      inject('refresh-token/revoked'),
      expired,
      execute(1),
      heal(),
      execute(1),
    ],
    expect: { recovery: 'after-remedy', remedy: 'reconnect', during: 'visible' },
    happensAt: (provider) => tellsExpiry(provider) && hasConsent(provider),
  },
  throttled: {
    title: (provider) => `${provider} throttles one request`,
    why: 'A run may fail where people see it, nothing stored may be lost, and afterwards all is well.',
    about: ['throttle'],
    rfc: 'https://www.rfc-editor.org/rfc/rfc6585#section-4',
    plan: (provider) => [
      execute(1),
      ...(tellsExpiry(provider)
        ? [throttle(provider), expired]
        : [inject('api/throttled', { times: 1 })]),
      execute(1),
      heal(),
      observe({ for: '10s' }),
    ],
    expect: { recovery: 'automatic', within: '10s', during: 'visible' },
    happensAt: () => true,
  },
  reconnect: {
    title: (provider) => `An account at ${provider} is connected anew although its consent lives`,
    why: 'People do that to be sure. What the provider ends because of it is the old consent: the new one is what is stored, and the next refresh shows it.',
    about: ['rotation', 'limit', 'refresh token'],
    rfc: 'https://www.rfc-editor.org/rfc/rfc6749#section-4.1',
    plan: () => [
      execute(1),
      inject('operator/reconnects', { when: 'now' }),
      execute(1),
      expired,
      execute(1),
      expired,
      execute(1),
    ],
    expect: { recovery: 'unaffected', during: 'success' },
    happensAt: (provider) => tellsExpiry(provider) && hasConsent(provider),
  },
};

/** The facts that a situation depends on, and where they come from. */
function factsOf({ title, facts }: Preset, { why, about, rfc }: Situation) {
  const known = facts.filter((fact) => about.includes(fact.about));
  const told = known.map(
    ({ about: what, says, confidence }) =>
      `${what}: ${says}${confidence === 'unverified' ? ' (unverified)' : ''}`,
  );
  const sources = known.flatMap(({ source }) => source ?? []);
  return {
    why: told.length === 0 ? why : `${why} ${title}: ${told.join('; ')}.`,
    links: [...new Set([...sources, rfc])],
  };
}

/** How an operator sets the credential up for a provider. */
function credentialFor(provider: Preset): NonNullable<Scenario['credentials']>[string] {
  const { clientAuthentication: by } = provider.policy;
  const expiredStatus = expiryStatus(provider);
  return {
    ...(hasConsent(provider) ? {} : { grant: 'client-credentials' as const }),
    ...(by === 'header' || by === 'body' ? { authentication: by } : {}),
    ...(expiredStatus === 401 || expiredStatus < 400 ? {} : { expiredStatus }),
  };
}

/** Every provider that is known, in the situations that every credential comes into. */
export default defineFamily(
  presets.flatMap((provider) =>
    Object.entries(SITUATIONS)
      .filter(([, { happensAt }]) => happensAt(provider))
      .map(([name, situation]) => ({
        name: `preset/${provider.name}-${name}`,
        title: situation.title(provider.title),
        ...factsOf(provider, situation),
        realm: preset(provider.name),
        credentials: { main: credentialFor(provider) },
        workflows: { main: { use: 'http-request' } },
        plan: situation.plan(provider),
        remedies: hasConsent(provider) ? ['reconnect'] : [],
        expect: situation.expect,
        ...(tellsExpiry(provider) ? {} : { nextExpiry: 'skip' as const }),
      })),
  ),
);
