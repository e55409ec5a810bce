import {
  SEVERITIES,
  type Diagnosis,
  type DiagnosisCheck,
  type DiagnosisRemark,
} from '../model/diagnosis.ts';
import type { Check, Look, Surroundings } from './check.ts';
import { checks } from './checks/index.ts';
import { told } from './snapshot/fact.ts';
import type { Snapshot } from './snapshot/snapshot.ts';

/** Judges a snapshot: a pure function, like everything it calls. */
export function diagnose(
  snapshot: Snapshot,
  surroundings: Surroundings,
  harness: string,
): Diagnosis {
  const looks = checks.map((check) => ({ check, look: check.look(snapshot, surroundings) }));
  const findings = looks
    .flatMap(({ check, look }) => look.found.map((found) => ({ check, found })))
    .map(({ check, found: { severity, what, where, todo, why, scenario } }) => ({
      check: check.name,
      severity,
      what,
      where,
      why: why ?? check.why,
      scenario: scenario ?? check.scenario,
      todo,
    }))
    .toSorted(
      (one, other) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity),
    );
  const version = told(snapshot.version);
  const topology = told(snapshot.topology);
  const incomplete = snapshot.remarks.some((remark) => remark.incomplete);
  return {
    schemaVersion: 1,
    harness,
    at: new Date(snapshot.at).toISOString(),
    source: snapshot.source,
    n8n: {
      ...(version === undefined ? {} : { version }),
      ...(topology === undefined ? {} : { topology }),
    },
    workflows: told(snapshot.workflows)?.length ?? 0,
    credentials: told(snapshot.credentials)?.length ?? 0,
    exitCode: findings.some(({ severity }) => severity === 'error') ? 1 : incomplete ? 2 : 0,
    checks: looks.map(({ check, look }) => standingOf(check, look)),
    findings,
    notLookedAt: looks.flatMap(({ check, look }) =>
      look.unseen.map(({ what, because }) => ({ check: check.name, what, because })),
    ),
    remarks: [...snapshot.remarks, ...drafts(snapshot)],
  };
}

/** Drafts are looked at; n8n runs what was published. */
const drafts = ({ workflows }: Snapshot): readonly DiagnosisRemark[] => {
  const names = (told(workflows) ?? [])
    .filter(({ publishedDiffers }) => publishedDiffers)
    .map(({ name }) => `"${name}"`);
  return names.length === 0
    ? []
    : [
        {
          text: `What was looked at is the draft of ${names.join(', ')}; n8n runs another version, which was published before.`,
          incomplete: false,
        },
      ];
};

const standingOf = ({ name, looksFor }: Check, look: Look): DiagnosisCheck => ({
  name,
  looksFor,
  lookedAt: look.lookedAt,
  standing: standingWord(look),
});

function standingWord({ lookedAt, found, unseen }: Look): DiagnosisCheck['standing'] {
  if (found.length > 0) return 'found';
  if (unseen.length > 0) return lookedAt > 0 ? 'partly' : 'not-looked-at';
  return lookedAt > 0 ? 'fine' : 'nothing-there';
}
