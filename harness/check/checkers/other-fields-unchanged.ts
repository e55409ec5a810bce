import { defineChecker } from '../../model/checker.ts';
import type { EventOf } from '../../model/event.ts';
import { holds, notLookedAt, unknown, violated } from '../../model/finding.ts';
import type { History } from '../../model/history.ts';
import { count, list, unique } from '../views/words.ts';

type Probe = EventOf<'stored-credential'>;

/** Fields that were added, removed or changed (by their digest) between two probes. */
const changed = (before: Probe, now: Probe): readonly string[] =>
  unique([...Object.keys(before.fields), ...Object.keys(now.fields)]).filter(
    (field) => before.fields[field] !== now.fields[field],
  );

/** Fields of a new or edited credential that are not stored as they were entered. */
const alteredAtOnce = ({ typed = {}, fields }: Probe): readonly string[] =>
  Object.keys(typed).filter((field) => typed[field] !== fields[field]);

/**
 * Fields that were meant to change between two probes: by an operator in between, who has just
 * typed them, or by a remedy: the scope, or all fields when the credential was recreated.
 */
function allowed(history: History, before: Probe, now: Probe): 'all' | readonly string[] {
  const remedies = history
    .of('remedy')
    .filter(({ n, state }) => n > before.n && n < now.n && state === 'begin')
    .map(({ remedy }) => remedy);
  if (remedies.includes('recreate')) return 'all';
  const typed = now.moment === 'edited' ? Object.keys(now.typed ?? {}) : [];
  return remedies.includes('edit-scope') ? ['scope', ...typed] : typed;
}

/**
 * Fields that are gone because an operator saved the credential in the client's editor between two
 * probes, as whoever connects it there does: the editor leaves out what has its default.
 */
function leftOutInEditor(history: History, before: Probe, now: Probe): readonly string[] {
  const { credential } = now;
  const opened = history.events.some(
    (event) =>
      event.n > before.n &&
      event.n < now.n &&
      (event.type === 'screenshot' || (event.type === 'connect' && event.through === 'editor')) &&
      event.credential === credential,
  );
  const created = history
    .of('stored-credential')
    .findLast(
      (probe) =>
        probe.n < now.n && probe.credential === credential && probe.enteredAsDefault !== undefined,
    );
  return opened
    ? (created?.enteredAsDefault ?? []).filter((field) => now.fields[field] === undefined)
    : [];
}

function forbiddenChange(history: History, before: Probe, now: Probe): readonly string[] {
  const may = allowed(history, before, now);
  if (may === 'all') return [];
  const leftOut = leftOutInEditor(history, before, now);
  return changed(before, now).filter((field) => !may.includes(field) && !leftOut.includes(field));
}

/** Checks that a refresh changes only the tokens of a stored credential. */
export const otherFieldsUnchanged = defineChecker({
  name: 'other-fields-unchanged',
  judges: 'safety',
  invariant:
    'A credential is stored as it was entered, and no field changes but its tokens, unless an operator changed it. Who saves it in the editor may leave out what has its default.',
  basis:
    'A refresh that overwrites the client id, the secret or the scope breaks the credential for good, long after the cause is gone.',
  check(history) {
    if (history.head?.capabilities?.includes('stored-credential') === false)
      return notLookedAt('This target does not show its stored credentials.');
    const probes = history.of('stored-credential');
    const altered = probes.find((probe) => alteredAtOnce(probe).length > 0);
    if (altered !== undefined)
      return violated(
        `The credential ${altered.credential} was stored with another value than was entered for ${list(alteredAtOnce(altered))}.`,
        [altered.n],
      );
    const pairs = probes.flatMap((now, index) => {
      const before = probes
        .slice(0, index)
        .findLast(({ credential }) => credential === now.credential);
      return before === undefined
        ? []
        : [{ before, now, fields: forbiddenChange(history, before, now) }];
    });
    const broken = pairs.find(({ fields }) => fields.length > 0);
    if (broken !== undefined)
      return violated(
        `The stored credential ${broken.now.credential} changed in ${list(broken.fields)} although nobody edited it.`,
        [broken.before.n, broken.now.n],
      );
    const single = Object.keys(history.head?.credentials ?? {}).filter(
      (credential) => !pairs.some(({ now }) => now.credential === credential),
    );
    if (pairs.length === 0 || single.length > 0)
      return unknown(
        `The stored credential ${list(single) || 'of this scenario'} was not read twice, so nothing can be compared.`,
        probes.map(({ n }) => n),
      );
    return holds(
      `${count(probes.length, 'reading')} of ${count(unique(probes.map(({ credential }) => credential)).length, 'stored credential')}, no field but the tokens changed.`,
      probes.map(({ n }) => n),
    );
  },
});
