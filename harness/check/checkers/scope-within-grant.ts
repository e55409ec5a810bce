import { defineChecker } from '../../model/checker.ts';
import { holds, unknown, violated } from '../../model/finding.ts';
import type { History } from '../../model/history.ts';
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

/** Checks that a refresh never goes beyond the scope that the user consented to. */
export const scopeWithinGrant = defineChecker({
  name: 'scope-within-grant',
  judges: 'safety',
  invariant: 'A refresh neither asks for nor gets a scope that the user did not grant.',
  basis:
    'RFC 6749 §6: the requested scope must not include any scope not originally granted by the resource owner.',
  check(history: History) {
    const calls = tokenCalls(history);
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
    return holds(
      `${count(judged.length, 'refresh', 'refreshes')}, none beyond the scope of its grant.`,
      judged.map(({ call }) => call.request.n),
    );
  },
});
