import { defineChecker } from '../../model/checker.ts';
import { holds, unknown, violated, type Finding } from '../../model/finding.ts';
import type { History } from '../../model/history.ts';
import { editedScope, sortedScope } from '../views/authorization-requests.ts';
import { scopeNames } from '../views/scope-names.ts';
import { tokenCalls, type TokenCall } from '../views/token-calls.ts';
import { count, list } from '../views/words.ts';

/**
 * The scope that the user granted for each token family: the scope of the tokens that its
 * authorization code was exchanged for.
 */
function grants(calls: readonly TokenCall[]): ReadonlyMap<string, readonly string[]> {
  const granted = new Map<string, readonly string[]>();
  for (const { kind, reply } of calls) {
    const family = reply?.issued?.access?.family ?? reply?.issued?.refresh?.family;
    if (kind === 'code' && family !== undefined && reply?.issued?.scope !== undefined)
      granted.set(family, scopeNames(reply.issued.scope));
  }
  return granted;
}

const familyOf = ({ request, reply }: TokenCall): string | undefined =>
  request.presented?.ref?.family ?? reply?.issued?.access?.family;

interface Judged {
  readonly call: TokenCall;
  /** Undefined when the history does not contain enough to decide. */
  readonly beyond: readonly string[] | undefined;
}

/**
 * Scopes beyond the grant that a refresh requested, or that the provider issued while no fault
 * changed its reply. The client is not responsible for a scope that a fault widened.
 */
function judge(call: TokenCall, granted: ReadonlyMap<string, readonly string[]>): Judged {
  const grant = granted.get(familyOf(call) ?? '');
  const { requestedScope } = call.request;
  const issued = call.committed && call.reply?.faults.length === 0 ? call.reply.issued?.scope : '';
  if (grant === undefined || issued === undefined)
    return { call, beyond: call.committed || requestedScope !== undefined ? undefined : [] };
  return {
    call,
    beyond: [...scopeNames(requestedScope ?? ''), ...scopeNames(issued)].filter(
      (scope) => !grant.includes(scope),
    ),
  };
}

/**
 * What is wrong with the scope that a client-credentials request asks for. Nobody consents to it,
 * so what the operator typed is all that says what the token is for. An execution that began before
 * an edit may still ask for what was typed before.
 */
function flawOf({ client = '', request }: TokenCall, history: History): string | undefined {
  const { requestedScope = '' } = request;
  const info = history.head?.credentials[client];
  if (info === undefined || info.scope === '') return undefined;
  const edited = client === 'main' ? editedScope(history, request.n) : undefined;
  const typed = [info.scope, ...(edited === undefined ? [] : [edited])];
  const asked = sortedScope(requestedScope).join(' ');
  // RFC 6749 §3.3 has spaces; where a provider wants commas, an operator types them.
  if (requestedScope.includes(',') && !typed.some((scope) => scope.includes(',')))
    return `${client} separated its scopes by commas, where ${typed.at(-1)} is typed`;
  return typed.some((scope) => sortedScope(scope).join(' ') === asked)
    ? undefined
    : `${client} asked for ${asked === '' ? 'no scope' : asked}, where ${typed.at(-1)} is typed`;
}

/** Checks that the token requests of client credentials ask for the scope that was typed. */
function judgeClientCredentials(calls: readonly TokenCall[], history: History): Finding {
  const asked = calls.filter(({ kind }) => kind === 'client-credentials');
  const wrong = asked.flatMap((call) => {
    const flaw = flawOf(call, history);
    return flaw === undefined ? [] : [{ n: call.request.n, flaw }];
  });
  const [first, ...more] = wrong;
  return first === undefined
    ? holds(
        `${count(asked.length, 'request')} with client credentials, each for the scope typed.`,
        asked.map(({ request }) => request.n),
      )
    : violated(
        `${count(wrong.length, 'request')} with client credentials for another scope than the credential's: ${first.flaw}.`,
        [first.n, ...more.map(({ n }) => n)],
      );
}

/** Checks that a refresh never goes beyond the scope that the user consented to. */
export const scopeWithinGrant = defineChecker({
  name: 'scope-within-grant',
  judges: 'safety',
  invariant:
    'A refresh neither asks for nor gets a scope that the user did not grant, and a client-credentials request asks for the scope of its credential.',
  basis:
    'RFC 6749 §6: the requested scope must not include any scope not originally granted by the resource owner. §3.3 and §4.4.2: without a scope in the request the provider decides what the token may.',
  check(history: History) {
    const calls = tokenCalls(history);
    const ofClients = judgeClientCredentials(calls, history);
    if (ofClients.verdict === 'violated') return ofClients;
    const granted = grants(calls);
    const judged = calls
      .filter(({ kind }) => kind === 'refresh')
      .map((call) => judge(call, granted));
    const beyond = judged.filter((one) => (one.beyond?.length ?? 0) > 0);
    const [first, ...more] = beyond;
    if (first !== undefined)
      return violated(
        `${count(beyond.length, 'refresh', 'refreshes')} went beyond the grant: ${list(first.beyond ?? [])}.`,
        [first.call.request.n, ...more.map(({ call }) => call.request.n)],
      );
    const open = judged.filter((one) => one.beyond === undefined);
    if (open.length > 0)
      return unknown(
        `${count(open.length, 'refresh', 'refreshes')} without a record of the scope granted or issued.`,
        open.map(({ call }) => call.request.n),
      );
    if (judged.length === 0 && ofClients.evidence.length > 0) return ofClients;
    return holds(
      `${count(judged.length, 'refresh', 'refreshes')}, none beyond the scope of its grant.`,
      judged.map(({ call }) => call.request.n),
    );
  },
});
