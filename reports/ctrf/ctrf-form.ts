/** The version of the specification that is followed (https://ctrf.io/docs/specification). */
export const SPECIFICATION = '0.0.0';

export type Status = 'passed' | 'failed' | 'skipped' | 'pending' | 'other';

/** How many tests have each status, as the summary of a report says it. */
export function statusCounts(tests: readonly { readonly status: Status }[]) {
  const count = (status: Status): number => tests.filter((test) => test.status === status).length;
  return {
    tests: tests.length,
    passed: count('passed'),
    failed: count('failed'),
    skipped: count('skipped'),
    pending: count('pending'),
    other: count('other'),
  };
}
