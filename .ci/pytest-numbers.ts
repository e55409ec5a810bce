import { XMLParser } from 'fast-xml-parser';
import type { Numbers } from './vitest-numbers.ts';

/**
 * The counts of a pytest run, from its JUnit report and its exit code. A test whose fixture fails
 * counts as failed. A run that failed without a failed test, or ran no test, counts as one failure.
 */
export function pytestNumbers(report: string | undefined, exitCode: number): Numbers {
  const cases = casesIn(report);
  const has = (test: Case, ...names: readonly string[]): boolean =>
    names.some((name) => Object.hasOwn(test, name));
  const failed = cases.filter((test) => has(test, 'failure', 'error')).length;
  const skipped = cases.filter((test) => has(test, 'skipped'));
  const broken = failed === 0 && (exitCode !== 0 || cases.length === 0);
  return {
    passed: cases.length - failed - skipped.length,
    failed: broken ? 1 : failed,
    skipped: skipped.map(({ classname, name }) => `${classname} › ${name}`),
  };
}

type Case = Readonly<Record<string, unknown>> & {
  readonly classname: string;
  readonly name: string;
};

interface Suite {
  readonly testcase?: readonly Case[];
}

function casesIn(report: string | undefined): readonly Case[] {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    isArray: (name) => name === 'testsuite' || name === 'testcase',
  });
  const { testsuites } = parser.parse(report ?? '') as {
    readonly testsuites?: { readonly testsuite?: readonly Suite[] };
  };
  return (testsuites?.testsuite ?? []).flatMap(({ testcase = [] }) => testcase);
}
