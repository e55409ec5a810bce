import { defineChecker } from '../../model/checker.ts';
import type { EventOf } from '../../model/event.ts';
import { holds, violated } from '../../model/finding.ts';
import type { History, RecordedExchange } from '../../model/history.ts';
import { count } from '../views/words.ts';

/** True for a connection that the client ended when it had seen the certificate. */
const isTurnedAway = ({ request }: RecordedExchange): boolean => request.method === 'TLS';

/** True when an operator wants no certificate to be looked at. */
const mayGo = ({ head }: History, { request }: RecordedExchange): boolean =>
  head?.credentials[request.client ?? '']?.ignoreSslIssues === true;

/** The fault whose certificate was shown on the connection of an exchange. */
const flawOf = (
  { reply }: RecordedExchange,
  flaws: readonly EventOf<'fault'>[],
): EventOf<'fault'> | undefined => flaws.find(({ id }) => reply?.faults.includes(id) === true);

/** Checks that nothing is sent to a server whose certificate does not prove who it is. */
export const serverIsVerified = defineChecker({
  name: 'server-is-verified',
  judges: 'safety',
  invariant:
    'No request goes over a connection whose certificate has expired, is for another host, or is signed by nobody, unless its credential ignores SSL issues.',
  basis:
    'RFC 6749 §10.9: a client must validate the certificate of the authorization server. Whoever stands between gets the secret and the tokens otherwise.',
  check(history: History) {
    const flaws = history
      .of('fault')
      .filter(({ fault, state }) => state === 'begin' && fault.startsWith('tls/'));
    const met = history.exchanges().flatMap((exchange) => {
      const flaw = flawOf(exchange, flaws);
      return flaw === undefined ? [] : [{ exchange, flaw }];
    });
    const [first, ...more] = met.filter(
      ({ exchange }) => !isTurnedAway(exchange) && !mayGo(history, exchange),
    );
    if (first !== undefined)
      return violated(
        `${count(more.length + 1, 'request')} sent although the certificate was flawed: the first one to ${first.exchange.request.path} under ${first.flaw.fault}.`,
        [first.exchange.request.n, ...more.map(({ exchange }) => exchange.request.n)],
      );
    return holds(
      met.length === 0
        ? 'No flawed certificate was shown.'
        : `${count(met.length, 'connection')} with a flawed certificate, each given up before anything was sent or for a credential that ignores SSL issues.`,
      met.map(({ exchange }) => exchange.request.n),
    );
  },
});
