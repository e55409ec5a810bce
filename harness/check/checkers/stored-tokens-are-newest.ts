import { defineChecker } from '../../model/checker.ts';
import type { EventOf, StoredToken } from '../../model/event.ts';
import { holds, notLookedAt, unknown, violated, type Finding } from '../../model/finding.ts';
import type { History } from '../../model/history.ts';
import { wasLostBefore } from '../views/lost-answer.ts';
import { ownerOfFamily } from '../views/senders.ts';
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
  const source = calls.find((call) => sameToken(call.reply?.issued?.[kind], probe.live?.[kind]));
  return source !== undefined && !kept(history, source, probe, kind);
}

/** What is wrong with one stored token; undefined when it is correct. */
function wrong(
  history: History,
  calls: readonly TokenCall[],
  probe: Probe,
  kind: 'access' | 'refresh',
): string | undefined {
  const stored = probe[kind];
  const live = probe.live?.[kind];
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
    if (live?.access === undefined && live?.refresh === undefined) continue;
    const lost =
      refresh === 'absent' &&
      live.refresh !== undefined &&
      !neverArrived(history, calls, probe, 'refresh');
    if (access === 'foreign' || refresh === 'foreign' || lost)
      return violated(
        `${credential}: stored were ${describe(access)} as access token and ${describe(refresh)} as refresh token.`,
        [probe.n],
      );
  }
  return undefined;
}

/** True when no execution of the credential can still be at work at a reading, unseen. */
function nobodyElse(history: History, probe: Probe): boolean {
  const ended = new Set<string>();
  for (const { credential, status, key, n } of history.of('execution')) {
    if (credential !== probe.credential || n > probe.n) continue;
    if (status === 'hung' || status === 'lost') return false;
    ended.add(key);
  }
  return history
    .of('execution-started')
    .every(
      ({ credential, key, n }) => credential !== probe.credential || n > probe.n || ended.has(key),
    );
}

/** True when the last execution before a reading called the API with the newest access token. */
function usedNewest(history: History, probe: Probe): boolean {
  const last = history
    .of('execution')
    .findLast(({ credential, n }) => credential === probe.credential && n < probe.n);
  const newest = probe.live?.access;
  return history
    .exchanges()
    .some(
      ({ request: { item, presented }, reply }) =>
        item !== undefined &&
        last?.items.includes(item) === true &&
        reply?.accepted === true &&
        sameToken(presented?.ref, newest),
    );
}

/**
 * True when the stored pair and the newest one are answers to one refresh token, shown twice within
 * its grace: both live alike, and which of two processes saves last is a matter of chance.
 */
function holdsSibling(calls: readonly TokenCall[], probe: Probe): boolean {
  const sourceOf = (token: StoredToken | undefined): TokenCall | undefined =>
    typeof token === 'object'
      ? calls.find((call) => sameToken(call.reply?.issued?.access, token))
      : undefined;
  const [stored, newest] = [sourceOf(probe.access), sourceOf(probe.live?.access)];
  return (
    stored !== undefined &&
    newest?.request.presented?.ref !== undefined &&
    sameToken(stored.request.presented?.ref, newest.request.presented.ref)
  );
}

/**
 * Finds tokens that were not saved at the moment when the client had reported that all is done:
 * straight after connecting, and straight after an execution that succeeded with new tokens.
 * Whoever kills the client at that moment kills the credential.
 */
function unsaved(
  history: History,
  calls: readonly TokenCall[],
  credential: string,
): Finding | undefined {
  for (const probe of history.of('stored-credential')) {
    const { moment } = probe;
    if (probe.credential !== credential || (moment !== 'renewed' && moment !== 'connected'))
      continue;
    if (!nobodyElse(history, probe)) continue;
    if (moment === 'renewed' && (!usedNewest(history, probe) || holdsSibling(calls, probe)))
      continue;
    const problems = (['access', 'refresh'] as const).flatMap(
      (kind) => wrong(history, calls, probe, kind) ?? [],
    );
    if (problems.length > 0)
      return violated(
        `${credential}: straight after ${moment === 'connected' ? 'it was connected' : 'an execution succeeded with new tokens'}, ${list(problems)}.`,
        [probe.n],
      );
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
  const later = after(history, calls, probe);
  if (later.length > 0)
    return unknown(`The stored credential ${credential} was not read again after its last use.`, [
      probe.n,
      ...later,
    ]);
  if (probe.live?.access === undefined && probe.live?.refresh === undefined)
    return holds(
      `${credential}: the provider has no live token left for it, so there is nothing newer to store.`,
      [probe.n],
    );
  const problems = (['access', 'refresh'] as const)
    .map((kind) => wrong(history, calls, probe, kind))
    .filter((problem) => problem !== undefined);
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
    'Whenever the client has reported success with new tokens, and at the end, the stored tokens are the newest live ones the provider gave to it.',
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
