import { jsonReport } from './json-report.ts';
import { failure, type Numbers } from './vitest-numbers.ts';

/**
 * The counts of a Playwright run, from its JSON report and its exit code. A test that passed only
 * when it was tried again counts as failed; so does each error that belongs to no test, such as a
 * file that could not be loaded. A run that failed without any of them, or ran no test, counts as
 * one failure.
 */
export function playwrightNumbers(report: string | undefined, exitCode: number): Numbers {
  const { suites = [], errors = [] } = jsonReport<PlaywrightReport>(report) ?? {};
  const tests = suites.flatMap((suite) => testsIn(suite));
  const passed = tests.filter(({ status }) => status === 'expected').length;
  const skipped = tests.filter(({ status }) => status === 'skipped');
  const wrong = tests.filter(({ status }) => status !== 'expected' && status !== 'skipped');
  const failed = wrong.length + errors.length;
  const isBroken = failed === 0 && (exitCode !== 0 || tests.length === 0);
  return {
    passed,
    failed: isBroken ? 1 : failed,
    failures: [
      ...wrong.map(({ name, error }) => failure(name, error)),
      ...errors.map(({ message }) => failure('a file that could not be loaded', message)),
    ],
    skipped: skipped.map(({ name }) => name),
  };
}

interface PlaywrightTest {
  /** The file, and the titles from the outermost group to the test. */
  readonly name: string;
  readonly status: string;
  /** Of the first attempt that had one. */
  readonly error: string | undefined;
}

interface Suite {
  /** The file, or the title of a group of tests. */
  readonly title?: string;
  readonly suites?: readonly Suite[];
  readonly specs?: readonly {
    readonly title?: string;
    /** One for each project that runs the test. */
    readonly tests?: readonly { readonly status?: string; readonly results?: readonly Attempt[] }[];
  }[];
}

interface Attempt {
  readonly error?: { readonly message?: string };
}

interface PlaywrightReport {
  readonly suites?: readonly Suite[];
  readonly errors?: readonly { readonly message?: string }[];
}

function testsIn(suite: Suite, above: readonly string[] = []): readonly PlaywrightTest[] {
  const { title = '', suites = [], specs = [] } = suite;
  const titles = title === '' ? above : [...above, title];
  const own = specs.flatMap(({ title: name = '', tests = [] }) =>
    tests.map(({ status = '', results = [] }) => ({
      name: [...titles, name].join(' › '),
      status,
      error: results.find(({ error }) => error !== undefined)?.error?.message,
    })),
  );
  return [...own, ...suites.flatMap((inner) => testsIn(inner, titles))];
}
