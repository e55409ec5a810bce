import { execute, inject, rendezvous, type Scenario, type Step } from '../harness/index.ts';

type Credential = NonNullable<Scenario['credentials']>[string];
type Realm = NonNullable<Scenario['realm']>;

interface Grant {
  readonly told: string;
  /** How it gets the next access token, and where that is written. */
  readonly renews: string;
  readonly grant: NonNullable<Credential['grant']>;
  readonly realm: Realm;
  readonly link: string;
}

/** The grants that n8n's generic credential offers. */
export const GRANTS = {
  'authorization-code': {
    told: 'Authorization code',
    renews: 'Its refresh token brings the next access token (RFC 6749 §6).',
    grant: 'authorization-code',
    realm: {},
    link: 'https://www.rfc-editor.org/rfc/rfc6749#section-6',
  },
  pkce: {
    told: 'PKCE',
    renews:
      'PKCE protects the code (RFC 7636 §4.5); a refresh is the same as without it (RFC 6749 §6).',
    grant: 'pkce',
    realm: { pkce: 's256-required' },
    link: 'https://www.rfc-editor.org/rfc/rfc7636#section-4.5',
  },
  'client-credentials': {
    told: 'Client credentials',
    renews: 'There is no refresh token: the client asks again (RFC 6749 §4.4.3).',
    grant: 'client-credentials',
    realm: {},
    link: 'https://www.rfc-editor.org/rfc/rfc6749#section-4.4.3',
  },
} as const satisfies Record<string, Grant>;

interface Authentication {
  readonly told: string;
  /** How each token request says who asks, and where that is written. */
  readonly says: string;
  readonly spec: Pick<Credential, 'authentication' | 'client'>;
  /** The provider that takes nothing else. */
  readonly only: NonNullable<Realm['clientAuthentication']>;
  readonly link: string;
}

/** How the client authenticates to the token endpoint. */
export const AUTHENTICATIONS = {
  header: {
    told: 'the secret in the header',
    says: 'Each token request authenticates the client in the Basic header (RFC 6749 §2.3.1).',
    spec: { authentication: 'header' },
    only: 'header',
    link: 'https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1',
  },
  body: {
    told: 'the secret in the body',
    says: 'Each token request authenticates the client by id and secret in its body (RFC 6749 §2.3.1).',
    spec: { authentication: 'body' },
    only: 'body',
    link: 'https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1',
  },
  public: {
    told: 'no secret',
    says: 'A public client names itself in the body of each token request, and nothing more (RFC 6749 §3.2.1).',
    spec: { client: 'public' },
    only: 'none',
    link: 'https://www.rfc-editor.org/rfc/rfc6749#section-3.2.1',
  },
} as const satisfies Record<string, Authentication>;

interface Situation {
  readonly told: string;
  readonly why: string;
  readonly plan: readonly Step[];
}

const EXPIRY = [execute(1), inject('access-token/expired'), execute(2)];

/** What the client is in when it needs the next access token. */
export const SITUATIONS = {
  expired: {
    told: 'an access token expires',
    why: 'One request, and nobody notices.',
    plan: EXPIRY,
  },
  storm: {
    told: 'six executions meet one expired token',
    why: 'One request serves all six: token endpoints are metered for each client (RFC 6585 §4), and a refresh token that is shown twice ends the grant (RFC 9700 §4.14.2).',
    plan: [
      execute(1),
      inject('access-token/expired'),
      rendezvous(6),
      execute(6, { concurrency: 6 }),
    ],
  },
  only: {
    told: 'the provider takes no other authentication',
    why: 'A client is registered for one method (token_endpoint_auth_method, RFC 7591 §2). One that tries another, or adds to it what it does not have, is refused with invalid_client (RFC 6749 §5.2), at the first token or at the next.',
    plan: EXPIRY,
  },
  encoding: {
    told: 'what stands for the client has characters that need encoding',
    why: 'What travels in a form, and in the Basic header as well, is form-encoded (RFC 6749 Appendix B): +, % and & sent as they are read as something else.',
    plan: EXPIRY,
  },
} as const satisfies Record<string, Situation>;

export type GrantName = keyof typeof GRANTS;
export type AuthenticationName = keyof typeof AUTHENTICATIONS;
export type SituationName = keyof typeof SITUATIONS;

/** A client without a secret connects with PKCE (RFC 9700 §2.1.1, RFC 6749 §4.4). */
const canBe = (grant: GrantName, authentication: AuthenticationName): boolean =>
  authentication !== 'public' || grant === 'pkce';

/** Cells that another scenario is already, which tells more besides. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'authorization-code-header-expired': 'control/expired-access-token',
  'authorization-code-header-storm': 'rotation/concurrent-refresh',
  'authorization-code-header-encoding': 'authentication/secret-needs-encoding',
  'authorization-code-body-encoding': 'authentication/secret-needs-encoding-in-body',
  'pkce-header-expired': 'authentication/pkce',
  'pkce-public-expired': 'credential/public-client',
  'client-credentials-header-expired': 'client-credentials/expired-token',
};

export interface Cell {
  readonly grant: GrantName;
  readonly authentication: AuthenticationName;
  readonly situation: SituationName;
  /** The scenario that is this cell. */
  readonly scenario: string;
  /** True when it is none of the family's own. */
  readonly elsewhere: boolean;
}

const keys = <K extends string>(record: Readonly<Record<K, unknown>>): readonly K[] =>
  Object.keys(record) as K[];

/** Every grant, with every authentication it can have, in every situation. */
export const CELLS: readonly Cell[] = keys(GRANTS).flatMap((grant) =>
  keys(AUTHENTICATIONS)
    .filter((authentication) => canBe(grant, authentication))
    .flatMap((authentication) =>
      keys(SITUATIONS).map((situation) => {
        const cell = `${grant}-${authentication}-${situation}`;
        const other = ELSEWHERE[cell];
        return {
          grant,
          authentication,
          situation,
          scenario: other ?? `grant/${cell}`,
          elsewhere: other !== undefined,
        };
      }),
    ),
);
