import {
  connect,
  defineFamily,
  execute,
  heal,
  inject,
  ladder,
  type Scenario,
} from '../../harness/index.ts';

type Remedy = NonNullable<Scenario['expect']['remedy']>;

interface Death {
  readonly what: string;
  readonly why: string;
  readonly links: readonly string[];
  readonly plan: Scenario['plan'];
  /** The lightest remedy that may be needed. */
  readonly lightest: Remedy;
  readonly guide?: Scenario['guide'];
  readonly realm?: Scenario['realm'];
  readonly remedies?: Scenario['remedies'];
}

const SINGLE_USE = { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } } as const;
const expire = inject('access-token/expired');

/** What the guide lists as causes, and what else stops a credential most often. */
const DEATHS: Readonly<Record<string, Death>> = {
  'refresh-token-missing': {
    what: 'The provider never issued a refresh token',
    why: 'RFC 6749 §5.1 makes the refresh token optional, and without one the first expiry is the end. A new consent brings one.',
    links: ['https://www.rfc-editor.org/rfc/rfc6749#section-5.1'],
    guide: { cause: 'Refresh token missing', fix: 'The lightest remedy of all' },
    plan: [
      inject('refresh-token/missing'),
      connect(),
      execute(2),
      expire,
      execute(1),
      heal(),
      execute(1),
    ],
    lightest: 'reconnect',
  },
  'refresh-token-revoked': {
    what: 'The refresh token was revoked',
    why: 'RFC 6749 §5.2 invalid_grant: only a new consent helps. Guides say to delete the credential and to make it anew, which takes it out of every workflow.',
    links: ['https://www.rfc-editor.org/rfc/rfc6749#section-5.2'],
    guide: { cause: 'Refresh token revoked', fix: 'The lightest remedy of all' },
    plan: [execute(2), inject('refresh-token/revoked'), expire, execute(1), heal(), execute(1)],
    lightest: 'reconnect',
  },
  'scope-missing': {
    what: 'The API demands a scope that the credential never asked for',
    why: 'RFC 6750 §3.1 insufficient_scope: a new consent for the same scope brings the same token. The scope has to be put into the credential first.',
    links: ['https://www.rfc-editor.org/rfc/rfc6750#section-3.1'],
    guide: { cause: 'Scope mismatch', fix: 'The lightest remedy of all' },
    realm: { scopes: 'read files.read' },
    plan: [execute(2), inject('api/insufficient-scope', { scope: 'files.read' }), execute(1)],
    remedies: ladder({ 'edit-scope': { scope: 'read files.read' } }),
    lightest: 'edit-scope',
  },
  'clock-wrong': {
    what: "The provider's clock runs two hours behind its API",
    why: 'RFC 7519 §4.1.4: every fresh token is already expired, so that neither a new consent nor a new credential brings one that is good.',
    links: ['https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4'],
    guide: { cause: 'Clock drift', fix: 'The lightest remedy of all' },
    realm: { accessTokenFormat: 'jwt' },
    plan: [execute(2), inject('clock/provider-behind', { by: '2h' }), expire, execute(1)],
    lightest: 'sync-clock',
  },
  throttled: {
    what: 'The token endpoint answers 429 for some seconds',
    why: 'RFC 6585 §4: too many requests, come back later. Guides say to switch on Retry On Fail; whoever has waited needs nothing at all.',
    links: ['https://www.rfc-editor.org/rfc/rfc6585#section-4'],
    guide: { cause: 'Token endpoint rate limit', fix: 'The lightest remedy of all' },
    plan: [
      execute(2),
      inject('token/throttled', { retryAfter: '3s', for: '3s' }),
      expire,
      execute(1),
    ],
    lightest: 'wait',
  },
  'rotated-token-lost': {
    what: 'The reply with the rotated refresh token is lost',
    why: 'RFC 6749 §6: the new refresh token was issued and has not arrived, and the old one is spent. What "works once and fails later" most often comes from.',
    links: ['https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2'],
    guide: { cause: 'Rotation', fix: 'The lightest remedy of all' },
    realm: SINGLE_USE,
    plan: [
      execute(2),
      inject('reply/lost-after-commit', { times: 1 }),
      expire,
      execute(1),
      heal(),
      execute(1),
    ],
    lightest: 'reconnect',
  },
  'secret-changed': {
    what: 'The client secret was replaced at the provider',
    why: 'RFC 6749 §5.2 invalid_client: the grant is still good, and the new secret in the credential is all that it takes.',
    links: ['https://www.rfc-editor.org/rfc/rfc6749#section-5.2'],
    plan: [execute(2), inject('client/secret-rotated'), expire, execute(1)],
    lightest: 'edit-secret',
  },
  'token-url-wrong': {
    what: 'Somebody has mistyped the token URL',
    why: 'RFC 6749 §3.2: where the token endpoint is, the client has from its operator. With the right address in the credential the next refresh works, and nobody has to connect.',
    links: ['https://www.rfc-editor.org/rfc/rfc6749#section-3.2'],
    plan: [execute(2), inject('operator/edits-token-url', { when: 'now' }), expire, execute(1)],
    lightest: 'edit-token-url',
  },
  'provider-down': {
    what: 'The token endpoint is down for some seconds',
    why: 'RFC 9110 §15.6.4: the refresh token is still good. Whoever connects again or makes the credential anew meanwhile has done it for nothing.',
    links: ['https://www.rfc-editor.org/rfc/rfc9110#section-15.6.4'],
    plan: [execute(2), inject('token/unavailable', { for: '3s' }), expire, execute(1)],
    lightest: 'wait',
  },
};

/** Every remedy in turn, the lightest first, on what stops a credential. */
export default defineFamily(
  Object.entries(DEATHS).map(
    ([name, { what, why, links, guide, realm, plan, remedies, lightest }]) => ({
      name: `guide/ladder-${name}`,
      title: `${what}: what is the least that brings it back?`,
      why,
      links,
      ...(guide === undefined ? {} : { guide }),
      realm: { consent: 'page-in-browser', ...realm },
      workflows: { main: { use: 'http-request' } },
      plan,
      remedies: remedies ?? ladder(),
      expect: { recovery: 'after-remedy', remedy: lightest, during: 'visible' },
    }),
  ),
);
