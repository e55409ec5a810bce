import { stripVTControlCharacters } from 'node:util';
import { jsonReport } from './json-report.ts';

/** The counts of a level. */
export interface Numbers {
  readonly passed: number;
  readonly failed: number;
  /** Names of the failed tests, each with the first line of its error, as far as a report tells. */
  readonly failures: readonly string[];
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
    failures: testResults.flatMap(failedIn),
    skipped: testResults.flatMap(skippedIn),
  };
}

/** What failed: its name, and the first line of the error, where there is one. */
export function failure(name: string, error = ''): string {
  // Reports colour what they say.
  const [first = ''] = stripVTControlCharacters(error).split('\n');
  return first === '' ? name : `${name}: ${first.slice(0, MOST_OF_ERROR)}`;
}

const MOST_OF_ERROR = 300;

function failedIn({ name = '', status, message, assertionResults = [] }: VitestFile) {
  if (status === 'failed' && assertionResults.length === 0) return [failure(name, message)];
  return assertionResults
    .filter((test) => test.status === 'failed')
    .map(({ fullName = '', failureMessages }) =>
      failure(`${name} › ${fullName}`, failureMessages?.[0]),
    );
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
  /** Why it could not be loaded. */
  readonly message?: string;
  readonly assertionResults?: readonly {
    readonly status?: string;
    readonly fullName?: string;
    readonly failureMessages?: readonly string[];
  }[];
}

interface VitestReport {
  readonly numPassedTests?: number;
  readonly numFailedTests?: number;
  readonly testResults?: readonly VitestFile[];
}
