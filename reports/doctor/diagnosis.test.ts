import { validate, type CTRFReport } from 'ctrf';
import { describe, expect, it } from 'vitest';
import { sampleDiagnosis } from '../../harness/cli/testing/sample-diagnosis.ts';
import { diagnosisSchema, type Diagnosis } from '../../harness/model/diagnosis.ts';
import { diagnosisCtrf } from './diagnosis-ctrf.ts';
import { diagnosisLines } from './diagnosis-text.ts';

const plain = (diagnosis: Diagnosis) => diagnosisLines(diagnosis, { colours: false });
const sample = sampleDiagnosis('instance');

it('the sample has the form of every diagnosis', () => {
  expect(diagnosisSchema.parse(sample)).toEqual(sample);
});

describe('the text', () => {
  it('says what, where, why, what to do, and what was not looked at', () => {
    expect(plain(sample)).toEqual([
      'n8n somewhere (n8n 2.41.1, single): 2 workflows, 1 OAuth2 credential.',
      'Note: Half an export: no credential is in it.',
      '',
      '✗ error no-secret-in-workflow',
      '    It seems to be a client secret, in clear text.',
      '    at workflow "Invoices" (w1), node "Get orders", parameters.url',
      '    Why: Everybody reads it. Shown by: oauth-chaos run guide/code-step-client-credentials',
      '    Do: Put it into a credential.',
      '',
      'Not looked at:',
      '  – refresh-token-present: credential "main": n8n blanks token data over REST.',
      '  – scopes-granted: credential "main": it is an expression.',
      '',
      'Fine: retry-on-fail',
      '',
      '1 error, 0 warnings; 1 of 5 checks not looked at; 1 only in part.',
      'Exit code 1: errors were found.',
    ]);
  });

  it('tells the same finding once, with some of its places', () => {
    const [first] = sample.findings;
    if (first === undefined) throw new Error('The sample has a finding.');
    const findings = Array.from({ length: 8 }, (_, index) => ({
      ...first,
      where: { ...first.where, node: `Node ${index}` },
    }));
    const lines = plain({ ...sample, findings });
    expect(lines.filter((line) => line.startsWith('✗'))).toHaveLength(1);
    expect(lines.filter((line) => line.startsWith('    at '))).toHaveLength(5);
    expect(lines).toContain('    and at 3 other places (all of them: --json)');
    expect(lines).toContain('8 errors, 0 warnings; 1 of 5 checks not looked at; 1 only in part.');
  });

  it('has no line of more than 100 columns', () => {
    const long = { ...sample, remarks: [{ text: 'word '.repeat(60), incomplete: true }] };
    for (const line of plain(long)) expect(line.length).toBeLessThanOrEqual(100);
  });
});

describe('CTRF', () => {
  const report = JSON.parse(diagnosisCtrf(sample)) as CTRFReport;
  const status = (name: string) => report.results.tests.find((test) => test.name === name)?.status;

  it('has the form of the specification', () => {
    expect(validate(report)).toMatchObject({ valid: true });
    expect(report.results.summary).toMatchObject({
      tests: 5,
      passed: 1,
      failed: 1,
      skipped: 2,
      pending: 0,
      other: 1,
    });
  });

  it('has a test for each check: what was not looked at has not passed', () => {
    expect(status('no-secret-in-workflow')).toBe('failed');
    expect(status('refresh-token-present')).toBe('skipped');
    expect(status('scopes-granted')).toBe('other');
    expect(status('retry-on-fail')).toBe('passed');
    expect(status('queue-lock')).toBe('skipped');
  });

  it('a warning fails nothing', () => {
    const findings = sample.findings.map((one) => ({ ...one, severity: 'warning' as const }));
    const of = JSON.parse(diagnosisCtrf({ ...sample, findings })) as CTRFReport;
    expect(of.results.summary).toMatchObject({ failed: 0, other: 2 });
  });
});
