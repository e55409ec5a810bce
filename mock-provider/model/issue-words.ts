import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** True for a message that the schema library made up itself. */
const isOfLibrary = ({ message }: Issue): boolean => /^(Too (small|big)|Invalid)\b/.test(message);

const COUNTED: Readonly<Record<string, string>> = {
  string: 'character',
  array: 'entry',
  set: 'entry',
  map: 'entry',
  object: 'key',
};

const some = (count: number | bigint, one: string): string =>
  `${count} ${Number(count) === 1 ? one : one.replace(/y$/, 'ie').concat('s')}`;

function belowText(issue: z.core.$ZodIssueTooSmall): string {
  const counted = COUNTED[issue.origin];
  if (counted === undefined)
    return issue.inclusive === false
      ? `is not more than ${issue.minimum}`
      : `is less than ${issue.minimum}`;
  return Number(issue.minimum) === 1
    ? 'is empty'
    : `has fewer than ${some(issue.minimum, counted)}`;
}

function aboveText(issue: z.core.$ZodIssueTooBig): string {
  const counted = COUNTED[issue.origin];
  if (counted !== undefined) return `has more than ${some(issue.maximum, counted)}`;
  return issue.inclusive === false
    ? `is not less than ${issue.maximum}`
    : `is more than ${issue.maximum}`;
}

/** The library tells what it got only at the end of its message. */
function typeText({ message, expected }: z.core.$ZodIssueInvalidType): string {
  const received = /received (\w+)$/.exec(message)?.[1] ?? 'something else';
  const wanted = expected === 'record' ? 'object' : expected;
  return received === 'undefined'
    ? `is missing; expected ${wanted}`
    : `is ${received}; expected ${wanted}`;
}

/**
 * What is wrong with a value, in words that go on after its name. A message that the schema itself
 * has is better than any of these.
 */
export function issueWords(issue: Issue): string {
  if (!isOfLibrary(issue)) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return typeText(issue);
    case 'too_small':
      return belowText(issue);
    case 'too_big':
      return aboveText(issue);
    case 'invalid_format':
      return issue.pattern === undefined
        ? `is no ${issue.format}`
        : `does not have the form ${issue.pattern}`;
    case 'not_multiple_of':
      return `is no multiple of ${issue.divisor}`;
    default:
      return 'is not valid here';
  }
}
