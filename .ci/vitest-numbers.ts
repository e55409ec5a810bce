import { jsonReport } from './json-report.ts';

/** The counts of a level. */
export interface Numbers {
  readonly passed: number;
  readonly failed: number;
  /** Names of the skipped tests, because a run must report what it did not check. */
  readonly skipped: readonly string[];
}

/**
 * The counts of a vitest run, from its JSON report and its exit code. A file that could not be
 * loaded has no tests and counts as one failure. A run that failed without a failed test counts as
 * one failure too.
 */
export function vitestNumbers(report: string | undefined, exitCode: number): Numbers {
  const parsed = jsonReport<VitestReport>(report);
  const { numPassedTests: passed = 0, numFailedTests = 0, testResults = [] } = parsed ?? {};
  const unloaded = testResults.filter(
    ({ status, assertionResults = [] }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  const failed = numFailedTests + unloaded;
  return {
    passed,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: testResults.flatMap(skippedIn),
  };
}

function skippedIn({ name = '', assertionResults = [] }: VitestFile): readonly string[] {
  const left = assertionResults.filter(
    ({ status }) => status === 'skipped' || status === 'pending' || status === 'todo',
  );
  return left.map(({ fullName = '' }) => `${name} › ${fullName}`);
}

interface VitestFile {
  /** Path of the file. */
  readonly name?: string;
  readonly status?: string;
  readonly assertionResults?: readonly { readonly status?: string; readonly fullName?: string }[];
}

interface VitestReport {
  readonly numPassedTests?: number;
  readonly numFailedTests?: number;
  readonly testResults?: readonly VitestFile[];
}
