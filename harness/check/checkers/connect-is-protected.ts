import { defineChecker } from '../../model/checker.ts';
import { holds, notLookedAt, violated } from '../../model/finding.ts';
import type { History } from '../../model/history.ts';
import {
  authorizationRequests,
  sortedScope,
  type AuthorizationForm,
  type AuthorizationRequest,
} from '../views/authorization-requests.ts';
import { count, list } from '../views/words.ts';

/**
 * RFC 6749 §10.10 asks for 128 bits. What is counted here is an upper bound that loses characters
 * which agree with the value before by chance; below this a value can be guessed for certain.
 */
const FEWEST_BITS = 64;

interface Flaw {
  readonly n: number;
  readonly what: string;
}

/** What is wrong with an authorization request by itself. */
function flawsOf(
  { request, credential, form, typed }: AuthorizationRequest & { form: AuthorizationForm },
  grant: string | undefined,
): readonly Flaw[] {
  const { state, challenge } = form;
  const s256 = challenge?.method === 'S256';
  const scopes = sortedScope(typed);
  const asked = sortedScope(request.requestedScope ?? '');
  const beyond = asked.filter((name) => !scopes.includes(name));
  const lacking = scopes.filter((name) => !asked.includes(name));
  const whole = request.requestedScope === undefined ? ['whatever the provider has'] : [];
  const flaws = [
    ...(grant === 'pkce' && challenge === undefined ? ['no code challenge'] : []),
    ...(challenge === undefined || s256 ? [] : [`the code challenge method ${challenge.method}`]),
    // RFC 9700 §2.1: PKCE may take the place of the state.
    ...(state === undefined && !s256 ? ['no state'] : []),
    ...(state !== undefined && !s256 && state.bitsAtMost < FEWEST_BITS
      ? [`a state of ${state.bitsAtMost} bits at most that are new, which can be guessed`]
      : []),
    ...(scopes.length > 0 && [...whole, ...beyond].length > 0
      ? [`a scope beyond the credential's: ${list([...whole, ...beyond])}`]
      : []),
    // RFC 6749 §3.3 has spaces; where a provider wants commas, an operator types them.
    ...(request.requestedScope?.includes(',') === true && !typed.includes(',')
      ? ['scopes separated by commas']
      : []),
    ...(whole.length === 0 && lacking.length > 0
      ? [`a scope that lacks ${list(lacking)} of the credential's`]
      : []),
  ];
  return flaws.map((what) => ({
    n: request.n,
    what: `the authorization request for ${credential} has ${what}`,
  }));
}

/** Values that were to be made for one authorization request and served for several. */
function usedAgain(
  requests: readonly (AuthorizationRequest & { form: AuthorizationForm })[],
): readonly Flaw[] {
  const seen = new Set<string>();
  return requests.flatMap(({ request, credential, form }) =>
    (['state', 'challenge'] as const).flatMap((kind) => {
      const value = form[kind];
      // With PKCE the challenge binds the callback to the user, and the state need not.
      if (value === undefined || (kind === 'state' && form.challenge?.method === 'S256')) return [];
      const known = seen.has(`${kind} ${value.digest}`);
      seen.add(`${kind} ${value.digest}`);
      const name = kind === 'state' ? 'state' : 'code challenge';
      return known ? [{ n: request.n, what: `the ${name} for ${credential} was used before` }] : [];
    }),
  );
}

/**
 * What is wrong with the code verifiers. One of a plain challenge was shown as well, and is told
 * there.
 */
function verifierFlaws(history: History): readonly Flaw[] {
  const seen = new Set<string>();
  return history.of('request').flatMap(({ n, client = '', verifier }): Flaw[] => {
    if (verifier === undefined) return [];
    const again = seen.has(verifier.digest);
    seen.add(verifier.digest);
    const guessable = !again && verifier.bitsAtMost < FEWEST_BITS;
    return [
      ...(verifier.wellFormed ? [] : ['is not one of RFC 7636 §4.1']),
      ...(verifier.shown ? ['was shown in the authorization request'] : []),
      ...(again ? ['was used before'] : []),
      ...(guessable ? [`has ${verifier.bitsAtMost} bits at most that are new`] : []),
    ].map((what) => ({ n, what: `the code verifier for ${client} ${what}` }));
  });
}

/** Callbacks that had to be refused, and were taken or led to an exchange of their code. */
function takenCallbacks(history: History): readonly Flaw[] {
  const steps = history.of('step').filter(({ state }) => state === 'begin');
  const exchanges = history.of('request').filter((request) => request.codeVerifier !== undefined);
  return history.of('callback').flatMap(({ n, kind, credential, taken }): Flaw[] => {
    const begin = steps.findLast((step) => step.n < n)?.n ?? n;
    const exchanged = exchanges.some((request) => request.n > begin && request.n < n);
    // With the login gone the state still binds the callback to the browser (RFC 9700 §4.7).
    if (kind === 'logged-out') return [];
    if (taken) return [{ n, what: `a ${kind} callback for ${credential} was taken` }];
    return exchanged
      ? [{ n, what: `the code of a ${kind} callback for ${credential} was exchanged` }]
      : [];
  });
}

/**
 * Codes that were exchanged again after their tokens had come. What is repeated because its answer
 * was lost on the way is another matter.
 */
function codesUsedTwice(history: History): readonly Flaw[] {
  const exchanges = history
    .exchanges()
    .filter(({ request }) => request.grantType === 'authorization_code');
  return exchanges.flatMap(({ request }): Flaw[] => {
    if (request.presented?.standing !== 'spent') return [];
    const before = exchanges.findLast(
      (other) =>
        other.request.n < request.n &&
        other.request.client === request.client &&
        other.reply?.issued !== undefined,
    );
    const tokens = before?.reply;
    return tokens?.delivered === true && tokens.status === 200 && tokens.n < request.n
      ? [{ n: request.n, what: `the code for ${request.client} was exchanged a second time` }]
      : [];
  });
}

/** Checks that only the user who began a connect can complete it, and what it asks for. */
export const connectIsProtected = defineChecker({
  name: 'connect-is-protected',
  judges: 'safety',
  invariant:
    "Every connect is bound to the user who began it by a fresh state or code challenge, uses PKCE where the credential says so, with a code verifier that is new and that nobody else sees, asks for the credential's scope, no callback is taken that is forged, was used before or comes from a browser that is not logged in, and no code is exchanged again once its tokens have come.",
  basis: 'RFC 6749 §10.12 and §4.1.2, RFC 7636 §4.1, §7.1 and §7.2, and RFC 9700 §2.1 and §4.7.',
  check(history: History) {
    const requests = authorizationRequests(history);
    const looked = requests.filter(
      (request): request is AuthorizationRequest & { form: AuthorizationForm } =>
        request.form !== undefined,
    );
    if (looked.length < requests.length)
      return notLookedAt('The history is older than the records of authorization requests.');
    const flaws = [
      ...looked.flatMap((request) =>
        flawsOf(request, history.head?.credentials[request.credential]?.grant),
      ),
      ...usedAgain(looked),
      ...verifierFlaws(history),
      ...takenCallbacks(history),
      ...codesUsedTwice(history),
    ];
    const [first, ...more] = flaws;
    if (first !== undefined)
      return violated(`${list(flaws.slice(0, 3).map(({ what }) => what))}.`, [
        first.n,
        ...more.map(({ n }) => n),
      ]);
    const refused = history.of('callback').filter(({ kind }) => kind !== 'logged-out');
    return holds(
      `${count(looked.length, 'authorization request')}, each protected and for the credential's scope${refused.length === 0 ? '' : `; ${count(refused.length, 'callback')} refused that had to be`}.`,
      [...looked.map(({ request }) => request.n), ...refused.map(({ n }) => n)],
    );
  },
});
