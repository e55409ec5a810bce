/** What counts in the end. */
export interface Numbers {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * Numbers of a vitest run from its JSON report and its exit code. A file that could not even be loaded has no tests and
 * counts as one failure; so does a run that failed in any other way without a failed test.
 */
export function vitestNumbers(report: string | undefined, exitCode: number): Numbers {
  const parsed = parse(report);
  const { numPassedTests: passed = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0, testResults = [] } = parsed ?? {};
  const unloaded = testResults.filter(({ status, assertionResults = [] }) => status === 'failed' && assertionResults.length === 0).length;
  const failed = numFailedTests + unloaded;
  return { passed, failed: failed === 0 && exitCode !== 0 ? 1 : failed, skipped: numPendingTests + numTodoTests };
}

interface VitestReport {
  readonly numPassedTests?: number;
  readonly numFailedTests?: number;
  readonly numPendingTests?: number;
  readonly numTodoTests?: number;
  readonly testResults?: readonly { readonly status?: string; readonly assertionResults?: readonly unknown[] }[];
}

function parse(report: string | undefined): VitestReport | undefined {
  try {
    const value: unknown = JSON.parse(report ?? '');
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
