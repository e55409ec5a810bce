import { defineChecker } from '../../model/checker.ts';
import { holds, notLookedAt, violated } from '../../model/finding.ts';
import type { History } from '../../model/history.ts';
import { written, type WrittenRequest } from '../views/request-forms.ts';
import { count, list, unique } from '../views/words.ts';

const PLACES = {
  header: 'in the Authorization header',
  body: 'in the body',
  nowhere: 'nowhere, for it has no secret',
} as const;

/** Checks that a client authenticates where its credential says. */
export const authenticationAsRegistered = defineChecker({
  name: 'authentication-as-registered',
  judges: 'safety',
  invariant:
    'Every token request authenticates the client in the place that the credential says, and nowhere else; that of a public client nowhere.',
  basis:
    'RFC 6749 §2.3: client and provider agree on the method at registration. A provider that takes one place only answers invalid_client to the other.',
  check(history: History) {
    const credentials = history.head?.credentials ?? {};
    const requests = history.of('request').filter(({ endpoint }) => endpoint === 'token');
    const looked = written(requests).flatMap((request) => {
      const { client, authentication } = credentials[request.client ?? ''] ?? {};
      const registered: keyof typeof PLACES | undefined =
        client === 'public' ? 'nowhere' : authentication;
      return registered === undefined ? [] : [{ request, registered }];
    });
    const old = Object.values(credentials).every(
      ({ authentication }) => authentication === undefined,
    );
    if (old || written(requests).length < requests.length)
      return notLookedAt('The history is older than the records of how clients are registered.');
    const isRight = ({ form: { authentication } }: WrittenRequest, registered: string): boolean =>
      registered === 'nowhere'
        ? authentication.length === 0
        : authentication.length > 0 && authentication.every((place) => place === registered);
    const wrong = looked.filter(({ request, registered }) => !isRight(request, registered));
    const [first, ...more] = wrong;
    if (first !== undefined) {
      const { authentication } = first.request.form;
      const done =
        authentication.length === 0
          ? 'does not authenticate at all'
          : `authenticates by ${list(unique(authentication))}`;
      return violated(
        `${count(wrong.length, 'token request')} of ${looked.length} with another client authentication than the credential says (${PLACES[first.registered]}): the first one ${done}.`,
        [first.request.n, ...more.map(({ request }) => request.n)],
      );
    }
    return holds(
      `${count(looked.length, 'token request')}, each with the client authentication that its credential says.`,
      looked.map(({ request }) => request.n),
    );
  },
});
