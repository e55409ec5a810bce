import { XMLParser } from 'fast-xml-parser';
import { failure, type Numbers } from './vitest-numbers.ts';

/**
 * The counts of a pytest run, from its JUnit report and its exit code. A test whose fixture fails
 * counts as failed. A run that failed without a failed test, or ran no test, counts as one failure.
 */
export function pytestNumbers(report: string | undefined, exitCode: number): Numbers {
  const cases = casesIn(report);
  const wrong = cases.filter((test) => test.failure !== undefined || test.error !== undefined);
  const failed = wrong.length;
  const skipped = cases.filter((test) => test.skipped !== undefined);
  const broken = failed === 0 && (exitCode !== 0 || cases.length === 0);
  return {
    passed: cases.length - failed - skipped.length,
    failed: broken ? 1 : failed,
    failures: wrong.map((test) => failure(nameOf(test), (test.failure ?? test.error)?.message)),
    skipped: skipped.map(nameOf),
  };
}

interface Case {
  readonly classname: string;
  readonly name: string;
  readonly failure?: { readonly message?: string };
  readonly error?: { readonly message?: string };
  readonly skipped?: unknown;
}

const nameOf = ({ classname, name }: Case): string => `${classname} › ${name}`;

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
