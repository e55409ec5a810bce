import { defineChecker } from '../../model/checker.ts';
import type { EventOf } from '../../model/event.ts';
import { holds, unknown, violated } from '../../model/finding.ts';
import type { History } from '../../model/history.ts';
import { count, list, unique } from '../views/words.ts';

type Request = EventOf<'request'>;
type Parameters = Readonly<Record<string, string>>;

/** Parameters with a digest each that a request had to have, as its credential says. */
function typedFor(history: History, { endpoint, grantType, client }: Request): Parameters {
  const parameters = history.head?.credentials[client ?? '']?.parameters;
  if (endpoint === 'authorize') return parameters?.authorization ?? {};
  return endpoint === 'token' && grantType === 'client_credentials'
    ? (parameters?.token ?? {})
    : {};
}

/** What is wrong with the parameters of a request, in words. */
const flawsOf = ({ others = {} }: Request, typed: Parameters): readonly string[] =>
  Object.entries(typed).flatMap(([name, value]) => {
    if (others[name] === value) return [];
    return [others[name] === undefined ? `lacks ${name}` : `has another ${name}`];
  });

/** An older history has no such records, and its scenario could not say such parameters. */
const wasEntered = ({ head }: History): boolean =>
  Object.values(head?.credentials ?? {}).some(({ parameters }) =>
    Object.values(parameters ?? {}).some((typed) => Object.keys(typed).length > 0),
  );

const WHERE = { authorize: 'authorization request', token: 'token request' } as const;

/** Checks that what an operator wants requests to say besides is said. */
export const typedParametersSent = defineChecker({
  name: 'typed-parameters-sent',
  judges: 'safety',
  invariant:
    'Every authorization request has the parameters, with their values, that the operator entered for it, and every token request of the client credentials grant those of its body, also when a token is renewed.',
  basis:
    'RFC 6749 §8.2: providers have parameters of their own. Without access_type there is no refresh token, without audience a token for another API: the credential works until its first token has expired, or never, and nothing tells why.',
  check(history) {
    const requests = history.of('request').flatMap((request) => {
      const typed = typedFor(history, request);
      return Object.keys(typed).length === 0 ? [] : [{ request, typed }];
    });
    const wrong = requests
      .map(({ request, typed }) => ({ request, flaws: flawsOf(request, typed) }))
      .filter(({ flaws }) => flaws.length > 0);
    const [first, ...more] = wrong;
    if (first !== undefined) {
      const { endpoint, client = '' } = first.request;
      const what = endpoint === 'authorize' ? WHERE.authorize : WHERE.token;
      return violated(
        `${count(wrong.length, 'request')} of ${requests.length} without what was entered: the first one, a ${what} for ${client}, ${list(unique(first.flaws))}.`,
        [first.request.n, ...more.map(({ request }) => request.n)],
      );
    }
    if (requests.length > 0)
      return holds(
        `${count(requests.length, 'request')}, each with what was entered.`,
        requests.map(({ request }) => request.n),
      );
    return wasEntered(history)
      ? unknown('No request was made that was to have what was entered.')
      : holds('Nothing was entered for requests to say besides.');
  },
});
