import { defineChecker } from '../../model/checker.ts';
import { holds, notLookedAt, violated } from '../../model/finding.ts';
import type { History } from '../../model/history.ts';
import { written, type WrittenRequest } from '../views/request-forms.ts';
import { count, list, unique } from '../views/words.ts';

/** Parameters that are secret whatever their value is (RFC 6749 §2.3.1, RFC 6750 §2.3). */
const SECRET_PARAMETERS = ['client_secret', 'refresh_token', 'access_token', 'password'];

/** Secrets that an API has no business to see. */
const ONLY_FOR_THE_PROVIDER = /^(client secret|refresh token|authorization code)/;

/** Names that stand in URLs by design: what a user types or clicks (RFC 8628 §3.3.1). */
const MEANT_FOR_URLS = /^(user code|consent request)/;

const isAccessToken = ({ name }: { readonly name: string }): boolean =>
  name.startsWith('access token');

/** Secrets that no token request of these grants names (RFC 6749 §4.1.3, §4.4.2 and §6). */
const FOREIGN: Readonly<Record<string, { readonly fields: string[]; readonly names: RegExp }>> = {
  refresh_token: {
    fields: ['access_token', 'code', 'code_verifier', 'password'],
    names: /^(access token|authorization code)/,
  },
  authorization_code: {
    fields: ['access_token', 'refresh_token', 'password'],
    names: /^(access token|refresh token)/,
  },
  client_credentials: {
    fields: ['access_token', 'code', 'code_verifier', 'password'],
    names: /^(access token|refresh token|authorization code)/,
  },
};

/**
 * Secrets in a token request that have no business there. What is in the Authorization header is
 * the matter of `token-request-form`.
 */
function uncalledFor({ endpoint, grantType = '', form }: WrittenRequest): readonly string[] {
  const foreign = endpoint === 'token' ? FOREIGN[grantType] : undefined;
  if (foreign === undefined) return [];
  const told = form.secrets.filter(
    ({ place, header, name }) =>
      (place === 'body' || header !== undefined) && foreign.names.test(name),
  );
  const fields = (form.fields ?? []).filter((name) => foreign.fields.includes(name));
  const names = told.length > 0 ? told.map(({ name }) => name) : fields;
  return unique(names).map((name) => `${name} in a token request of the grant ${grantType}`);
}

/** True when an API call carries access tokens in two places, whatever they are called there. */
function isTwice({ form }: WrittenRequest): boolean {
  const places = form.secrets
    .filter((secret) => isAccessToken(secret) && secret.place !== 'url')
    .map(({ place, header }) => `${place} ${header ?? ''}`);
  return form.token.length > 1 || unique(places).length > 1;
}

/** What is where it must not be, as the end of a sentence. */
function misplaced(request: WrittenRequest): readonly string[] {
  const { endpoint, form } = request;
  const inUrl = form.secrets.filter(
    ({ place, name }) => place === 'url' && !MEANT_FOR_URLS.test(name),
  );
  const named = (form.query ?? []).filter((name) => SECRET_PARAMETERS.includes(name));
  const api = endpoint === 'resource';
  const shown = api ? form.secrets.filter(({ name }) => ONLY_FOR_THE_PROVIDER.test(name)) : [];
  return unique([
    ...inUrl.map(({ name }) => `${name} in the URL`),
    ...(inUrl.length > 0 ? [] : named.map((name) => `the parameter ${name} in the URL`)),
    ...shown.filter(({ place }) => place !== 'url').map(({ name }) => `${name} sent to the API`),
    ...(api && isTwice(request) ? ['the access token in more than one place'] : []),
    ...uncalledFor(request),
  ]);
}

/** Checks that each secret travels only where it belongs. */
export const secretsInTheirPlace = defineChecker({
  name: 'secrets-in-their-place',
  judges: 'safety',
  invariant:
    'No secret and no token is in a URL, the API sees the access token alone, and only in one place, and the token endpoint sees only what the grant names.',
  basis:
    'RFC 6749 §2.3.1 and §6, RFC 6750 §2 and §5.3: URLs end up in logs and histories, and an API that learns the client secret can refresh for itself.',
  check(history: History) {
    const requests = history.of('request').filter(({ endpoint }) => endpoint !== 'unknown');
    const looked = written(requests);
    if (looked.length < requests.length)
      return notLookedAt('The history is older than the records of how requests are written.');
    const wrong = looked.filter((request) => misplaced(request).length > 0);
    const [first, ...more] = wrong;
    if (first !== undefined)
      return violated(
        `${count(wrong.length, 'request')} of ${looked.length} with a secret out of its place: the first one has ${list(misplaced(first))}.`,
        [first.n, ...more.map(({ n }) => n)],
      );
    return holds(
      `${count(looked.length, 'request')}, none with a secret in its URL or one that is not meant for its receiver.`,
      looked.map(({ n }) => n),
    );
  },
});
