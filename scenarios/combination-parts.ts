import {
  begin,
  execute,
  inject,
  rendezvous,
  type Combination,
  type Impossible,
  type Scenario,
  type Step,
} from '../harness/index.ts';

/** What is combined, in words of a scenario's name. */
export const DIMENSIONS = {
  fault: [
    'crowd',
    'slow',
    'unavailable',
    'throttled',
    'disabled',
    'lost',
    'broken',
    'rejected',
    'revoked',
    'withdrawn',
    'secret',
    'edited',
  ],
  moment: ['idle', 'expiry', 'request', 'commit', 'wire', 'save'],
  workflow: ['single', 'nodes', 'branches', 'pages', 'sub', 'graphql'],
  grant: ['code', 'pkce', 'client'],
  authentication: ['header', 'body', 'public'],
  rotation: ['none', 'fixed', 'each', 'grace', 'late'],
} as const;

type Dimensions = typeof DIMENSIONS;
export type Chosen = Combination<Dimensions>;
type Of<K extends keyof Dimensions> = Dimensions[K][number];

/** What cannot be, in any provider or client. */
export const IMPOSSIBLE: readonly Impossible<Dimensions>[] = [
  {
    together: { grant: ['client'], rotation: ['fixed', 'each', 'grace', 'late'] },
    because: 'client credentials bring no refresh token that could change (RFC 6749 §4.4.3)',
  },
  {
    together: { grant: ['code', 'pkce'], rotation: ['none'] },
    because: 'without a refresh token a consent ends with its first access token, fault or not',
  },
  {
    together: { grant: ['code', 'client'], authentication: ['public'] },
    because:
      'a client without a secret connects with PKCE (RFC 9700 §2.1.1) and has no grant of its own (RFC 6749 §4.4)',
  },
  {
    together: { fault: ['revoked', 'withdrawn', 'lost'], grant: ['client'] },
    because: 'client credentials have no refresh token and no consent that could be lost or ended',
  },
  {
    together: { fault: ['secret'], authentication: ['public'] },
    because: 'a public client has no secret that could be replaced (RFC 6749 §2.1)',
  },
  {
    together: { fault: ['rejected'], moment: ['expiry', 'request'] },
    because: 'at that moment the access token has expired, and nothing is left of it to revoke',
  },
  {
    together: { fault: ['crowd'], moment: ['idle'] },
    because: 'two executions with a good token are no fault',
  },
];

/** What a fault does to the grant, which is what people have to expect of it. */
type Harm =
  /** Nothing: it only takes its time, or there is more to do. */
  | 'nothing'
  /** Refreshes fail until it is over. */
  | 'passing'
  /** The provider has carried out a refresh whose reply never arrives. */
  | 'loss'
  /** The access token alone is gone. */
  | 'access-token'
  /** The grant has ended. */
  | 'grant'
  /** The secret in the credential is not the client's any more. */
  | 'secret';

interface Fault {
  readonly told: string;
  readonly why: string;
  readonly harm: Harm;
  readonly link: string;
  /** True when the access token ends with it, so that no expiry is needed to meet it. */
  readonly endsAccessToken?: true;
  /** What happens between two executions, or while an exchange is held. */
  readonly strike: Step;
}

export const FAULTS: Readonly<Record<Of<'fault'>, Fault>> = {
  crowd: {
    told: 'A second execution begins',
    why: 'One refresh serves everybody who waits for it.',
    harm: 'nothing',
    link: 'https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2',
    strike: begin(1),
  },
  slow: {
    told: 'The token endpoint takes a second longer',
    why: 'Slow is not broken: nobody may notice.',
    harm: 'nothing',
    link: 'https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2',
    strike: inject('token/slow', { by: '1s' }),
  },
  unavailable: {
    told: 'The token endpoint answers 503',
    why: 'The grant is as good as before, and works again when the endpoint does (RFC 9110 §15.6.4).',
    harm: 'passing',
    link: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.6.4',
    strike: inject('token/unavailable'),
  },
  throttled: {
    told: 'The token endpoint answers one request with 429',
    why: 'Too many requests say nothing about the grant (RFC 6585 §4).',
    harm: 'passing',
    link: 'https://www.rfc-editor.org/rfc/rfc6585#section-4',
    strike: inject('token/throttled', { times: 1, retryAfter: '2s' }),
  },
  disabled: {
    told: 'The client is disabled for a while',
    why: 'The provider says invalid_client (RFC 6749 §5.2); when the client is let in again, the grant is as good as before.',
    harm: 'passing',
    link: 'https://www.rfc-editor.org/rfc/rfc6749#section-5.2',
    strike: inject('client/disabled'),
  },
  lost: {
    told: 'The reply to a refresh is lost',
    why: 'The provider has carried the refresh out, and the client never sees what it brought.',
    harm: 'loss',
    link: 'https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2',
    strike: inject('reply/lost-after-commit'),
  },
  broken: {
    told: 'The API answers one call with 500',
    why: 'It says nothing about the token (RFC 9110 §15.6.1): no other refresh mends it, and nobody may take it for a result.',
    harm: 'passing',
    link: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.6.1',
    strike: inject('api/server-error', { times: 1 }),
  },
  rejected: {
    told: 'The access token alone is revoked',
    why: 'The grant lives (RFC 7009 §2.1), and one refresh mends it.',
    harm: 'access-token',
    link: 'https://www.rfc-editor.org/rfc/rfc7009#section-2.1',
    endsAccessToken: true,
    strike: inject('access-token/revoked'),
  },
  revoked: {
    told: 'The refresh token is revoked',
    why: 'The access token lives on until it expires, and then only a new consent helps (RFC 6749 §5.2).',
    harm: 'grant',
    link: 'https://www.rfc-editor.org/rfc/rfc6749#section-5.2',
    strike: inject('refresh-token/revoked'),
  },
  withdrawn: {
    told: 'All tokens of the consent are revoked',
    why: 'Access and refresh token die together (RFC 7009 §2.1), and only a new consent helps.',
    harm: 'grant',
    link: 'https://www.rfc-editor.org/rfc/rfc7009#section-2.1',
    endsAccessToken: true,
    strike: inject('refresh-token/family-revoked'),
  },
  secret: {
    told: 'The client secret is replaced at the provider',
    why: 'The grant is as good as before: the new secret in the credential is all it takes (RFC 6749 §5.2).',
    harm: 'secret',
    link: 'https://www.rfc-editor.org/rfc/rfc6749#section-5.2',
    strike: inject('client/secret-rotated'),
  },
  edited: {
    told: 'An operator takes a scope away and renames the credential',
    why: 'What an operator typed must stay, and the tokens that are stored are as good as before.',
    harm: 'nothing',
    link: 'https://www.rfc-editor.org/rfc/rfc6749#section-6',
    strike: inject('operator/edits-scope', {
      when: 'now',
      scope: 'read',
      name: 'renamed meanwhile',
    }),
  },
};

export const MOMENTS: Readonly<Record<Of<'moment'>, string>> = {
  idle: 'while the access token is good',
  expiry: 'as the access token expires',
  request: 'while a request for new tokens is on its way',
  commit: 'after new tokens were made and before the answer',
  wire: 'while new tokens are on the wire',
  save: 'after new tokens were stored and before they are used',
};

/** The moments of an exchange that is held meanwhile. */
export const HELD = {
  request: 'before-commit',
  commit: 'after-commit',
  wire: 'on-the-wire',
  save: 'after-save',
} as const;

export const WORKFLOWS: Readonly<
  Record<Of<'workflow'>, { readonly told: string; readonly use: string }>
> = {
  single: { told: 'one HTTP Request', use: 'http-request' },
  nodes: { told: 'two nodes in a row', use: 'two-nodes' },
  branches: { told: 'two branches', use: 'two-branches' },
  pages: { told: 'a list of pages', use: 'pagination' },
  sub: { told: 'a sub-workflow', use: 'sub-workflow' },
  graphql: { told: 'the node GraphQL', use: 'graphql' },
};

export const GRANTS = {
  code: { told: 'authorization code', grant: 'authorization-code' },
  pkce: { told: 'PKCE', grant: 'pkce' },
  client: { told: 'client credentials', grant: 'client-credentials' },
} as const;

export const AUTHENTICATIONS = {
  header: { told: 'secret in the header', spec: { authentication: 'header' } },
  body: { told: 'secret in the body', spec: { authentication: 'body' } },
  public: { told: 'no secret', spec: { client: 'public' } },
} as const;

type RefreshTokens = NonNullable<Scenario['realm']>['refreshToken'] & {};

/** An access token lives for an hour, so its second refresh comes after two. */
export const ROTATIONS: Readonly<
  Record<Of<'rotation'>, { readonly told: string; readonly policy: RefreshTokens }>
> = {
  none: { told: 'no refresh token', policy: {} },
  fixed: { told: 'the refresh token stays', policy: { rotation: 'never' } },
  each: {
    told: 'a new refresh token each time',
    policy: { rotation: 'single-use', onReuse: 'revoke-family' },
  },
  grace: {
    told: 'a new refresh token each time, the old one good for ten minutes more',
    policy: { rotation: 'single-use', grace: '10m', onReuse: 'revoke-family' },
  },
  late: {
    told: 'a new refresh token with every second refresh, as the old one comes near its end',
    policy: { rotation: 'near-expiry', idleTtl: '4h', rotateAtShare: 0.4 },
  },
};

/** Two executions that meet an expired token together, whatever a clock told of it before. */
export const TOGETHER: readonly Step[] = [
  inject('access-token/expired'),
  rendezvous(2),
  execute(2, { concurrency: 2 }),
];
