import { defineChecker } from '../../model/checker.ts';
import type { EventOf } from '../../model/event.ts';
import { holds, notLookedAt, violated } from '../../model/finding.ts';
import type { History } from '../../model/history.ts';
import { formOf, written, type RequestForm } from '../views/request-forms.ts';
import { count, list } from '../views/words.ts';

const FORM = 'application/x-www-form-urlencoded';

/** What is wrong with the form of a token request, as the end of a sentence. */
function flawsOf(form: RequestForm): string[] {
  const { contentType, fields = [], authentication, unencoded, otherBase64, token } = form;
  const type = contentType?.split(';')[0]?.trim().toLowerCase();
  const repeated = fields.filter((name, index) => fields.indexOf(name) !== index);
  return [
    ...(type === FORM
      ? []
      : [contentType === undefined ? 'has no content type' : `is of the type ${type}`]),
    ...(repeated.length === 0 ? [] : [`repeats ${list([...new Set(repeated)])}`]),
    ...(authentication.length > 1
      ? [`authenticates the client in more than one place: ${list(authentication)}`]
      : []),
    // RFC 6750 §2 sends an access token to the API; here the header is for the client's own.
    ...(token.includes('header')
      ? ['has an Authorization header that does not authenticate the client']
      : []),
    ...(unencoded === true
      ? ['has the id and secret in the Basic header without form-encoding']
      : []),
    ...(otherBase64 === true ? ['has a Basic header that is not Base64 with padding'] : []),
  ];
}

const isTokenRequest = ({ endpoint }: EventOf<'request'>): boolean => endpoint === 'token';

/** Checks that token requests are written as RFC 6749 has them. */
export const tokenRequestForm = defineChecker({
  name: 'token-request-form',
  judges: 'safety',
  invariant:
    'A token request is a form, names each parameter once, and authenticates the client once, in the encoding that is asked for, and has no other Authorization header.',
  basis:
    'RFC 6749 §3.2, §2.3, §2.3.1 and Appendix B, and RFC 7617 §2. Many providers read more than that; those that do not refuse every refresh.',
  check(history: History) {
    const requests = history.of('request').filter(isTokenRequest);
    const looked = written(requests);
    if (looked.length < requests.length)
      return notLookedAt('The history is older than the records of how requests are written.');
    const wrong = looked.filter((request) => flawsOf(formOf(request)).length > 0);
    const [first, ...more] = wrong;
    if (first !== undefined)
      return violated(
        `${count(wrong.length, 'token request')} of ${looked.length} in a wrong form: the first one ${list(flawsOf(formOf(first)))}.`,
        [first.n, ...more.map(({ n }) => n)],
      );
    return holds(
      `${count(looked.length, 'token request')}, each a form with one client authentication at most.`,
      looked.map(({ n }) => n),
    );
  },
});
