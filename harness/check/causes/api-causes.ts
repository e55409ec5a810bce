import type { RecordedExchange } from '../../model/history.ts';
import { presentsDead } from '../views/token-refusals.ts';
import { BLAMES_PARAMETERS, RECONNECT, WAIT } from './advice.ts';
import { statusOf, toApi, type CauseRule } from './cause-rule.ts';
import { API_TOKEN, BLAMES, DOWN, SCOPE } from './cause-words.ts';
import { lineCauses } from './line-causes.ts';

/** True when a fault, and not the API's opinion of the token, gave the answer. */
const isOutage = ({ reply }: RecordedExchange): boolean =>
  reply?.faults.some((id) => /^(?:api|wire|provider)\/(?!expiry-told-as\b)/.test(id)) === true;

/** The causes that an exchange with the API can show. The first that fits applies. */
export const AT_THE_API: readonly CauseRule[] = [
  ...lineCauses({
    id: 'api',
    name: 'the API',
    isAsked: toApi,
    wayOut: 'to call less often',
    toBlame: 'the API',
    moreWords: [/spac(?:e|ing)/i],
  }),
  {
    // RFC 6750 §3.1 is broken here, and the status says something else than what happened. A text
    // that believes the status is honest; one that finds the token behind it helps more.
    id: 'api-answers-dead-token-with-server-error',
    cause: 'the API answers a dead token with a server error',
    shows: (exchange) =>
      toApi(exchange) &&
      statusOf(exchange) >= 500 &&
      presentsDead(exchange.request) &&
      !isOutage(exchange),
    act: RECONNECT,
    helps: [DOWN, API_TOKEN],
    codeHelps: true,
    misleads: [BLAMES_PARAMETERS],
    owed: 'the server or the token is to blame, so the text has to say one of the two',
  },
  {
    id: 'api-down',
    cause: 'the API is down',
    shows: (exchange) => toApi(exchange) && statusOf(exchange) >= 500,
    helps: [DOWN],
    codeHelps: false,
    misleads: BLAMES,
    owed: 'the way out is to try again later, and nothing in the credential is wrong',
  },
  {
    // RFC 6750 §3.1: a token of another scope is needed. Connecting again brings the same scope.
    id: 'scope-too-small',
    cause: 'the scope does not reach',
    shows: ({ request, reply }) =>
      request.endpoint === 'resource' && reply?.error === 'insufficient_scope',
    helps: [SCOPE],
    codeHelps: true,
    misleads: [WAIT],
    owed: 'the way out is another scope and a new consent',
  },
  {
    id: 'api-refuses-token',
    cause: 'the API refuses the token',
    shows: (exchange) =>
      toApi(exchange) && (statusOf(exchange) === 401 || presentsDead(exchange.request)),
    act: RECONNECT,
    helps: [API_TOKEN],
    codeHelps: true,
    misleads: [BLAMES_PARAMETERS],
    owed: 'nothing but the token can be meant by a 401 (RFC 6750 §3.1)',
  },
];
