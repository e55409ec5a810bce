import type { Diagnosis, DiagnosisCheck } from '../../harness/model/diagnosis.ts';
import { SPECIFICATION, statusCounts, type Status } from '../ctrf/ctrf-form.ts';
import { placeText } from './place-text.ts';

/** What was withheld has not passed. */
const STATUS: Readonly<Record<Exclude<DiagnosisCheck['standing'], 'found'>, Status>> = {
  fine: 'passed',
  'nothing-there': 'skipped',
  partly: 'other',
  'not-looked-at': 'skipped',
};

/** What `doctor` has found in the Common Test Report Format: a test for each check. */
export function diagnosisCtrf(diagnosis: Diagnosis): string {
  const { at, harness, source, n8n, checks, exitCode, remarks } = diagnosis;
  const tests = checks.map((check) => testOf(check, diagnosis));
  const moment = Date.parse(at);
  const document = {
    reportFormat: 'CTRF',
    specVersion: SPECIFICATION,
    timestamp: at,
    generatedBy: `oauth-chaos ${harness}`,
    results: {
      tool: { name: 'oauth-chaos doctor', version: harness },
      summary: { ...statusCounts(tests), suites: 1, start: moment, stop: moment },
      tests,
      extra: { exitCode, source, n8n, remarks },
    },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function testOf({ name, looksFor, standing, lookedAt }: DiagnosisCheck, diagnosis: Diagnosis) {
  const found = diagnosis.findings.filter(({ check }) => check === name);
  const unseen = diagnosis.notLookedAt.filter(({ check }) => check === name);
  const errors = found.filter(({ severity }) => severity === 'error');
  const lines = [
    ...found.map(({ severity, what, where, todo }) => [
      `${severity}: ${what} ${placeText(where)}. ${todo}`,
    ]),
    ...unseen.map(({ what, because }) => [`not looked at: ${what}: ${because}`]),
  ].flat();
  return {
    testId: `doctor/${name}`,
    name,
    suite: ['doctor', diagnosis.source.kind],
    // A warning leaves the exit code 0, so it fails nothing here either.
    status: standing === 'found' ? (errors.length > 0 ? 'failed' : 'other') : STATUS[standing],
    rawStatus: standing,
    duration: 0,
    ...(lines.length === 0 ? {} : { message: lines[0] ?? '', trace: lines.join('\n') }),
    extra: { looksFor, lookedAt, findings: found.length, notLookedAt: unseen.length },
  } as const;
}
