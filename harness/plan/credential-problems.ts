import { CREDENTIAL_DEFAULTS } from '../model/credential-defaults.ts';
import type { CredentialSpec } from '../model/scenario.ts';
import type { DefinedScenario } from './defined-scenario.ts';
import type { PlanProblem } from './plan-problem.ts';

type Field = keyof CredentialSpec;
type Problem = readonly [field: Field, message: string];

const isEmpty = (record: object): boolean => Object.keys(record).length === 0;

/** What n8n's form has no field for, or no OAuth client can be. */
function problemsOf(written: CredentialSpec): readonly Problem[] {
  const spec = { ...CREDENTIAL_DEFAULTS, ...written };
  const { grant, client, authentication, tenants } = spec;
  const { authorizationParameters, bodyParameters, expressions } = spec;
  const byClient = grant === 'client-credentials';
  const problems: readonly (Problem | false)[] = [
    // RFC 9700 §2.1.1 and RFC 6749 §4.4.
    client === 'public' &&
      grant !== 'pkce' && ['client', "is public, which goes with the grant 'pkce' alone"],
    client === 'public' &&
      written.authentication !== undefined && [
        'authentication',
        'goes with a secret, and a public client has none',
      ],
    client === 'public' &&
      expressions.clientSecret !== undefined && [
        'expressions',
        'write a secret, and a public client has none',
      ],
    byClient &&
      !isEmpty(authorizationParameters) && [
        'authorizationParameters',
        "go with a grant that asks a user, not with 'client-credentials'",
      ],
    byClient &&
      expressions.authorizationUrl !== undefined && [
        'expressions',
        "write an authorization URL, which the grant 'client-credentials' does not use",
      ],
    !isEmpty(bodyParameters) &&
      !(byClient && authentication === 'body') && [
        'bodyParameters',
        "need the grant 'client-credentials' and authentication: body; n8n has no field for them otherwise",
      ],
    tenants &&
      !byClient && [
        'tenants',
        "need the grant 'client-credentials': at a connect there is no item",
      ],
    tenants &&
      expressions.tokenUrl !== undefined && [
        'tenants',
        'write the token URL themselves, and so do expressions.tokenUrl',
      ],
  ];
  return problems.filter((problem) => problem !== false);
}

/** What is wrong with the credentials of a scenario. */
export const credentialProblems = ({ credentials = {} }: DefinedScenario): readonly PlanProblem[] =>
  Object.entries(credentials).flatMap(([name, spec]) =>
    problemsOf(spec).map(([field, message]) => ({
      path: ['credentials', name, field],
      message,
    })),
  );
