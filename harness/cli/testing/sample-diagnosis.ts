import type { Diagnosis, SourceKind } from '../../model/diagnosis.ts';

/** What `doctor` says of an n8n in which one workflow has a secret. */
export const sampleDiagnosis = (kind: SourceKind, exitCode: 0 | 1 | 2 = 1): Diagnosis => ({
  schemaVersion: 1,
  harness: '0.1.0',
  at: '2026-01-02T03:04:05.000Z',
  source: { kind, name: 'somewhere' },
  n8n: { version: '2.41.1', topology: 'single' },
  workflows: 2,
  credentials: 1,
  exitCode,
  checks: [
    { name: 'no-secret-in-workflow', looksFor: 'no secret', standing: 'found', lookedAt: 2 },
    { name: 'refresh-token-present', looksFor: 'one', standing: 'not-looked-at', lookedAt: 0 },
    { name: 'retry-on-fail', looksFor: 'a retry', standing: 'fine', lookedAt: 3 },
    { name: 'scopes-granted', looksFor: 'scopes', standing: 'partly', lookedAt: 1 },
    { name: 'queue-lock', looksFor: 'a lock', standing: 'nothing-there', lookedAt: 0 },
  ],
  findings: [
    {
      check: 'no-secret-in-workflow',
      severity: 'error',
      what: 'It seems to be a client secret, in clear text.',
      where: {
        workflow: { id: 'w1', name: 'Invoices' },
        node: 'Get orders',
        parameter: 'parameters.url',
      },
      why: 'Everybody reads it.',
      scenario: 'guide/code-step-client-credentials',
      todo: 'Put it into a credential.',
    },
  ],
  notLookedAt: [
    {
      check: 'refresh-token-present',
      what: 'credential "main"',
      because: 'n8n blanks token data over REST',
    },
    { check: 'scopes-granted', what: 'credential "main"', because: 'it is an expression' },
  ],
  remarks: [{ text: 'Half an export: no credential is in it.', incomplete: exitCode === 2 }],
});
