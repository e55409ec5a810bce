import type { Outcome } from '../../model/results.ts';
import type { Check, Found } from '../check.ts';
import type { Defect } from '../defects.ts';
import { Looked } from '../look.ts';

/** What loses tokens, or lets others see them. */
const LOSES: ReadonlySet<Outcome> = new Set([
  'dead',
  'reconnect needed (avoidable)',
  'operator action needed (avoidable)',
  'credential corrupted',
  'failed silently',
  'leaked',
]);

export const knownDefects: Check = {
  name: 'known-defects',
  looksFor: 'a version without defects of the refresh that a newer one has mended',
  why: 'Scenarios of this harness fail on it that pass on a newer version.',
  scenario: 'rotation/concurrent-refresh',
  look({ version, topology }, { defects }) {
    const looked = new Looked();
    const what = 'defects of this version';
    if ('withheld' in version) {
      looked.add([{ what, because: version.withheld }]);
      return looked;
    }
    // The lock between workers has a check of its own.
    const known = defects
      .of(version.is, 'is' in topology && topology.is !== 'queue' ? topology.is : 'single')
      ?.filter(({ scenario }) => !scenario.startsWith('queue/'));
    if (known === undefined) {
      looked.add([{ what, because: `no version as old as ${version.is} was tried` }]);
      return looked;
    }
    looked.add(byCause(known).map((same) => problem(same, version.is)));
    return looked;
  },
};

/** Defects that begin with the same words have the same cause. Those nobody mended are left out. */
function byCause(known: readonly Defect[]): readonly (readonly [Defect, ...Defect[]])[] {
  const causes = new Map<string, [Defect, ...Defect[]]>();
  for (const defect of known) {
    if (defect.gone === undefined) continue;
    const key = `${causeOf(defect)} ${defect.gone.version} ${defect.certain}`;
    const same = causes.get(key);
    if (same === undefined) causes.set(key, [defect]);
    else same.push(defect);
  }
  return [...causes.values()];
}

/** The first clause of a reason; what follows tells what becomes of it in one scenario. */
const causeOf = ({ reason }: Defect): string =>
  reason
    .replaceAll(/\s*\([^)]*\)/g, '')
    .replace(/(: |, |; |\. | between ).*$/s, '')
    .replace(/\.$/, '');

function problem([first, ...others]: readonly [Defect, ...Defect[]], version: string): Found {
  const all = [first, ...others];
  const outcomes = [...new Set(all.flatMap((defect) => defect.outcomes))];
  const { gone, certain } = first;
  const tried = [...new Set(all.map(({ knownOn }) => knownOn))];
  const seenOn = tried.includes(version)
    ? ''
    : ` on ${tried.join(' and ')}, the nearest version${tried.length === 1 ? '' : 's'} tried`;
  const loses = outcomes.some((outcome) => LOSES.has(outcome));
  return {
    severity: certain && loses ? 'error' : 'warning',
    what: `${causeOf(first)}.`,
    where: { n8n: version },
    why: `${all.length === 1 ? 'One scenario fails' : `${all.length} scenarios fail`} by it${seenOn}${certain ? '' : ', so that it may be mended here'}: ${outcomes.join(', ')}.`,
    scenario: first.scenario,
    todo: `Update n8n to ${gone?.version} or newer${gone?.exactly === true ? '' : '; whether an older one than that would do was not tried'}.`,
  };
}
