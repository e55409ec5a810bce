import { defineChecker } from '../../model/checker.ts';
import type { EventOf, StoredToken } from '../../model/event.ts';
import { holds, notLookedAt, unknown, violated, type Finding } from '../../model/finding.ts';
import type { History } from '../../model/history.ts';
import { wasLostBefore } from '../views/lost-answer.ts';
import { STARVED, starvedToDeath } from '../views/machine-starved.ts';
import { anythingLives, newestLive } from '../views/newest-live.ts';
import { ownerOfFamily } from '../views/senders.ts';
import { holdsLiveSibling, nobodyElse, usedNewest } from '../views/settled-reading.ts';
import { wasGivenTwice } from '../views/spoilt-fields.ts';
import { takenAway } from '../views/taken-away.ts';
import { tokenCalls, type TokenCall } from '../views/token-calls.ts';
import { nameOf, sameToken, type TokenRef } from '../views/token-ref.ts';
import { list } from '../views/words.ts';

type Probe = EventOf<'stored-credential'>;

const describe = (token: StoredToken): string =>
  typeof token === 'string'
    ? { foreign: 'something the provider never issued', absent: 'nothing' }[token]
    : nameOf(token);

/**
 * True when the client received a token of this kind in the answer and had a fair chance to save it
 * before the probe: its process did not die with the token, and its database accepted changes.
 */
const kept = (
  history: History,
  call: TokenCall,
  probe: Probe,
  kind: 'access' | 'refresh',
): boolean =>
  (kind === 'access' ? call.toldAccess : call.toldRefresh) &&
  !wasLostBefore(history, call, probe, kind);

/** The newest token of a kind that the client received before a probe and could save. */
function newestTold(
  history: History,
  calls: readonly TokenCall[],
  probe: Probe,
  kind: 'access' | 'refresh',
): TokenRef | undefined {
  const told = calls.filter(
    (call) =>
      call.client === probe.credential &&
      (call.reply?.n ?? Number.POSITIVE_INFINITY) < probe.n &&
      kept(history, call, probe, kind),
  );
  return told.at(-1)?.reply?.issued?.[kind];
}

/**
 * True when the live token was issued in an answer that never reached the client, or that the
 * client had no chance to save. False when this is not known.
 */
function neverArrived(
  history: History,
  calls: readonly TokenCall[],
  probe: Probe,
  kind: 'access' | 'refresh',
): boolean {
  const live = newestLive(history, probe, kind);
  const source = calls.find((call) => sameToken(call.reply?.issued?.[kind], live));
  return source !== undefined && !kept(history, source, probe, kind);
}

/** True when what is stored as a token never came from the provider. */
const isForeign = (history: History, probe: Probe, kind: 'access' | 'refresh'): boolean =>
  probe[kind] === 'foreign' && !wasGivenTwice(history, probe, kind);

/** What is wrong with one stored token; undefined when it is correct. */
function wrong(
  history: History,
  calls: readonly TokenCall[],
  probe: Probe,
  kind: 'access' | 'refresh',
): string | undefined {
  const stored = probe[kind];
  const live = newestLive(history, probe, kind);
  if (stored === 'foreign' && !isForeign(history, probe, kind)) return undefined;
  if (live === undefined)
    return stored === 'foreign' ? `the stored ${kind} token is ${describe(stored)}` : undefined;
  const told = neverArrived(history, calls, probe, kind)
    ? newestTold(history, calls, probe, kind)
    : live;
  if (
    told === undefined ||
    (typeof stored !== 'string' && (sameToken(stored, told) || sameToken(stored, live)))
  )
    return undefined;
  return `the stored ${kind} token is ${typeof stored === 'string' ? describe(stored) : `an old one (${nameOf(stored)})`}, not the one the provider gave last (${nameOf(told)})`;
}

/** What is wrong with a stored pair that has to be the newest, or as good as that. */
function problemsAt(
  history: History,
  calls: readonly TokenCall[],
  probe: Probe,
): readonly string[] {
  if (holdsLiveSibling(history, calls, probe)) return [];
  return (['access', 'refresh'] as const).flatMap(
    (kind) => wrong(history, calls, probe, kind) ?? [],
  );
}

/** Events after the last probe of a credential that may have changed its tokens. */
function after(history: History, calls: readonly TokenCall[], probe: Probe): readonly number[] {
  const renewed = calls
    .filter(
      (call) => call.client === probe.credential && call.committed && call.request.n > probe.n,
    )
    .map(({ request }) => request.n);
  const executed = history
    .of('execution')
    .filter(
      ({ credential, status, n }) =>
        credential === probe.credential && status === 'success' && n > probe.n,
    )
    .map(({ n }) => n);
  return [...renewed, ...executed];
}

/**
 * Finds stored tokens that are wrong at any time, even if they are correct at the end: garbage in
 * place of a token, tokens of another credential, or a live refresh token that was thrown away. A
 * newer token that is not stored yet is wrong only at the end.
 */
function corrupted(
  history: History,
  calls: readonly TokenCall[],
  credential: string,
): Finding | undefined {
  const ownerOfTokens = ownerOfFamily(history);
  const ownerOf = (token: StoredToken): string | undefined =>
    typeof token === 'string' ? undefined : ownerOfTokens(token.family);
  for (const probe of history
    .of('stored-credential')
    .filter((candidate) => candidate.credential === credential)) {
    const { access, refresh, live } = probe;
    const owner = ownerOf(access) ?? ownerOf(refresh);
    if (owner !== undefined && owner !== credential)
      return violated(`${credential}: stored were tokens of ${owner}.`, [probe.n]);
    if (!anythingLives(history, probe)) continue;
    if (takenAway(history, credential, probe.n) !== undefined) continue;
    // One that was made anew has no tokens yet, whatever those of the deleted one are worth.
    const lost =
      probe.moment !== 'created' &&
      refresh === 'absent' &&
      live?.refresh !== undefined &&
      !neverArrived(history, calls, probe, 'refresh');
    const isGarbage = isForeign(history, probe, 'access') || isForeign(history, probe, 'refresh');
    if (isGarbage || lost)
      return violated(
        `${credential}: stored were ${describe(access)} as access token and ${describe(refresh)} as refresh token.`,
        [probe.n],
      );
  }
  return undefined;
}

/** Moments at which the newest tokens have to be stored, in words. */
const DONE: Readonly<Record<string, string>> = {
  connected: 'straight after it was connected',
  renewed: 'straight after an execution succeeded with new tokens',
  quiet: 'when nothing was under way any more',
};

/**
 * Finds tokens that were not saved, or were overwritten, at a moment when all was done: straight
 * after connecting, straight after an execution that succeeded with new tokens, and when nothing
 * was under way any more. Whoever kills the client at that moment kills the credential.
 */
function unsaved(
  history: History,
  calls: readonly TokenCall[],
  credential: string,
): Finding | undefined {
  for (const probe of history.of('stored-credential')) {
    const when = DONE[probe.moment ?? ''];
    if (probe.credential !== credential || when === undefined) continue;
    if (takenAway(history, credential, probe.n) !== undefined) continue;
    if (!nobodyElse(history, probe)) continue;
    if (probe.moment === 'renewed' && !usedNewest(history, probe)) continue;
    const problems = problemsAt(history, calls, probe);
    if (problems.length > 0)
      return violated(`${credential}: ${when}, ${list(problems)}.`, [probe.n]);
  }
  return undefined;
}

function judge(history: History, calls: readonly TokenCall[], credential: string): Finding {
  const probe = history
    .of('stored-credential')
    .findLast((candidate) => candidate.credential === credential);
  if (probe === undefined) return unknown(`The stored credential ${credential} was never read.`);
  const garbled = corrupted(history, calls, credential);
  if (garbled !== undefined) return garbled;
  const late = unsaved(history, calls, credential);
  if (late !== undefined) return late;
  const act = takenAway(history, credential, Number.POSITIVE_INFINITY);
  if (act !== undefined)
    return holds(`${credential}: an operator took its account away, so nothing is to be stored.`, [
      act.n,
    ]);
  const later = after(history, calls, probe);
  if (later.length > 0)
    return unknown(`The stored credential ${credential} was not read again after its last use.`, [
      probe.n,
      ...later,
    ]);
  if (!anythingLives(history, probe))
    return holds(
      `${credential}: the provider has no live token left for it, so there is nothing newer to store.`,
      [probe.n],
    );
  const problems = problemsAt(history, calls, probe);
  // Who was cut off may be about to save.
  const cutOff = history
    .of('execution')
    .findLast((execution) => execution.credential === credential && execution.n < probe.n);
  if (problems.length > 0 && cutOff?.status === 'hung' && starvedToDeath(cutOff))
    return unknown(
      `${credential}: ${list(problems)}; but the last execution had no end, ${STARVED}.`,
      [cutOff.n, probe.n],
    );
  return problems.length > 0
    ? violated(`${credential}: ${list(problems)}.`, [probe.n])
    : holds(`${credential}: the stored tokens are the newest it was given and could keep.`, [
        probe.n,
      ]);
}

/** Checks that the client stores the tokens that the provider issued last. */
export const storedTokensAreNewest = defineChecker({
  name: 'stored-tokens-are-newest',
  judges: 'safety',
  invariant:
    'Whenever the client has reported success with new tokens, and whenever nothing is under way, the stored tokens are the newest live ones the provider gave to it.',
  basis:
    'RFC 6749 §6: the client replaces the old refresh token by the new one. A stale or garbled one works until the next expiry and no longer.',
  check(history) {
    const { head } = history;
    if (head === undefined) return unknown('The history does not say which credentials exist.');
    if (head.capabilities?.includes('stored-credential') === false)
      return notLookedAt('This target does not show its stored credentials.');
    const calls = tokenCalls(history);
    const findings = Object.keys(head.credentials).map((credential) =>
      judge(history, calls, credential),
    );
    const of = (verdict: Finding['verdict']) =>
      findings.filter((finding) => finding.verdict === verdict);
    const message = (some: readonly Finding[]): string =>
      some.map((finding) => finding.message).join(' ');
    const evidence = (some: readonly Finding[]): number[] =>
      some.flatMap((finding) => finding.evidence);
    const bad = of('violated');
    if (bad.length > 0)
      return violated(message(bad), [evidence(bad)[0] ?? 0, ...evidence(bad).slice(1)]);
    const open = of('unknown');
    if (open.length > 0 || findings.length === 0)
      return unknown(message(open) || 'The scenario has no credential.', evidence(open));
    return holds(message(findings), evidence(findings));
  },
});
