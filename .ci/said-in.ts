import { CREDENTIAL_DEFAULTS } from '../harness/model/credential-defaults.ts';
import type { CredentialSpec } from '../harness/model/scenario.ts';
import type { DefinedScenario } from '../harness/plan/defined-scenario.ts';
import { faults } from '../mock-provider/index.ts';

/** Something that a scenario can say: one row of the table. */
interface Word {
  /** What kind of thing it is, such as a field of n8n's credential. */
  readonly kind: string;
  readonly word: string;
  readonly isSaidIn: (scenario: DefinedScenario) => boolean;
}

type Said = (credential: Required<CredentialSpec>) => boolean;

const isEmpty = (record: object): boolean => Object.keys(record).length === 0;

/** The fields of n8n's generic credential (`oAuth2Api`), each with how a scenario fills it in. */
const FIELDS: Readonly<Record<string, Said>> = {
  'Grant Type: Authorization Code': ({ grant }) => grant === 'authorization-code',
  'Grant Type: PKCE, with a secret': ({ grant, client }) =>
    grant === 'pkce' && client === 'confidential',
  'Grant Type: PKCE, without a secret': ({ client }) => client === 'public',
  'Grant Type: Client Credentials': ({ grant }) => grant === 'client-credentials',
  'Authorization URL: an expression': ({ expressions }) =>
    expressions.authorizationUrl !== undefined,
  'Access Token URL: an expression': ({ expressions }) => expressions.tokenUrl !== undefined,
  'Access Token URL: an expression for each item': ({ tenants }) => tenants,
  'Client ID: an expression': ({ expressions }) => expressions.clientId !== undefined,
  'Client Secret: an expression': ({ expressions }) => expressions.clientSecret !== undefined,
  'Scope: left empty': ({ scope }) => scope === '',
  'Scope: several, with spaces': ({ scope }) => scope.includes(' '),
  'Scope: several, with commas': ({ scope }) => scope.includes(','),
  'Scope: addresses': ({ scope }) => scope.includes('https://'),
  'Auth URI Query Parameters': ({ authorizationParameters }) => !isEmpty(authorizationParameters),
  'Authentication: Header': ({ authentication }) => authentication === 'header',
  'Authentication: Body': ({ authentication }) => authentication === 'body',
  'Additional Body Properties': ({ bodyParameters }) => !isEmpty(bodyParameters),
  'Ignore SSL Issues': ({ ignoreSslIssues }) => ignoreSslIssues,
  'Token Expired Status Code': ({ expiredStatus }) =>
    expiredStatus !== CREDENTIAL_DEFAULTS.expiredStatus,
};

const fields = Object.entries(FIELDS).map(([word, said]): Word => ({
  kind: 'field of a credential',
  word,
  isSaidIn: ({ credentials = { main: {} } }) =>
    Object.values(credentials).some((spec) => said({ ...CREDENTIAL_DEFAULTS, ...spec })),
}));

/** The faults that a connect meets before its code is exchanged. */
const ofConnects = faults
  .filter(({ actsOn }) => actsOn === 'authorization-endpoint')
  .map(({ name }): Word => ({
    kind: 'fault of a connect',
    word: `\`${name}\``,
    isSaidIn: ({ plan }) => plan.some((step) => step.do === 'inject' && step.fault === name),
  }));

/** Every word of the table. A new kind is one more list here. */
const WORDS: readonly Word[] = [...fields, ...ofConnects];

/** As many scenarios are named; of the others the number is told. */
const NAMED_AT_MOST = 3;

/**
 * A row for each word: what it is, the scenarios that say it, and the n8n that are known to fail in
 * one of those that are named.
 * @param linkTo a scenario's name as a link to its file
 * @param failsOn versions of n8n that a scenario is known to fail on
 * @throws Error for a word that no scenario says
 */
export const wordRows = (
  scenarios: readonly DefinedScenario[],
  failsOn: (scenario: string) => readonly string[],
  linkTo: (scenario: string) => string,
): readonly (readonly string[])[] =>
  WORDS.map(({ kind, word, isSaidIn }) => {
    const names = scenarios.filter(isSaidIn).map(({ name }) => name);
    if (names.length === 0)
      throw new Error(`Could not tell where a scenario says '${word}': none does. Add one.`);
    const named = names.slice(0, NAMED_AT_MOST);
    const links = named.map(linkTo).join(', ');
    const more = names.length - named.length;
    const failing = [...new Set(named.flatMap(failsOn))];
    return [word, kind, links + (more > 0 ? ` and ${more} more` : ''), failing.join(', ') || '–'];
  });
