import type { Check, Found } from '../check.ts';
import type { Defect } from '../defects.ts';
import { Looked } from '../look.ts';

/** Where two workers refresh at the same moment, and nothing else goes wrong. */
const NO_LOCK = 'queue/concurrent-refresh';

export const queueLock: Check = {
  name: 'queue-lock',
  looksFor: 'in queue mode a version whose workers share a lock of the refresh that holds',
  why: 'Two workers that refresh at the same time present one refresh token twice, and providers that rotate revoke the grant.',
  scenario: NO_LOCK,
  look({ version, topology }, { defects }) {
    const looked = new Looked();
    const unseen = (because: string): Looked => {
      looked.add([{ what: 'the lock of the refresh between workers', because }]);
      return looked;
    };
    if ('withheld' in topology) return unseen(topology.withheld);
    if (topology.is !== 'queue') return looked;
    if ('withheld' in version) return unseen(version.withheld);
    const known = defects.of(version.is, 'queue');
    if (known === undefined)
      return unseen(`no version as old as ${version.is} was tried in queue mode`);
    const here = known.filter(({ scenario, certain }) => certain && scenario.startsWith('queue/'));
    const noLock = here.find(({ scenario }) => scenario === NO_LOCK);
    looked.add(
      noLock !== undefined
        ? [problem(noLock, version.is)]
        : here.map((defect) => problem(defect, version.is)),
    );
    return looked;
  },
};

function problem({ scenario, reason, gone, knownOn }: Defect, version: string): Found {
  return {
    severity: scenario === NO_LOCK ? 'error' : 'warning',
    what:
      scenario === NO_LOCK
        ? 'There is no lock of the refresh between workers.'
        : 'The lock of the refresh between workers does not hold always.',
    where: { n8n: version },
    why: knownOn === version ? reason : `${reason} Seen on ${knownOn}, the nearest version tried.`,
    scenario,
    todo:
      gone === undefined
        ? 'No version tried so far is better. Run workflows that share such a credential on one worker, or give each a credential of its own.'
        : `Update n8n to ${gone.version} or newer.`,
  };
}
