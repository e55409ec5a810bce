import type { z } from 'zod';
import { issueWords } from './issue-words.ts';
import { nearestName } from './nearest-name.ts';

/** An object with more unknown keys than this is of another kind. */
const MOST_KEYS = 8;

/** JSON pointer (RFC 6901) to the value that the issue is about. */
export const pointerOf = (issue: z.core.$ZodIssue): string =>
  issue.path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/**
 * The issue as the end of an error message, with the name of the setting. `known` lists the valid
 * settings, from which it suggests a similar name.
 */
export function explainIssue(issue: z.core.$ZodIssue, known: readonly string[] = []): string {
  if (issue.code === 'unrecognized_keys') {
    const place = issue.path.length === 0 ? '' : ` in '${issue.path.join('.')}'`;
    const guess = (unknown: string): string =>
      known.length === 0 ? '' : `; did you mean '${nearestName(unknown, [...known])}'`;
    const told = issue.keys
      .slice(0, MOST_KEYS)
      .map((unknown) => `there is no setting '${unknown}'${place}${guess(unknown)}`);
    const more = issue.keys.length - told.length;
    return [...told, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
  }
  const path = issue.path.join('.');
  if (issue.code === 'invalid_value')
    return `${path === '' ? 'it' : `'${path}'`} is none of ${issue.values.map(String).join(', ')}`;
  return `${path === '' ? 'it' : `'${path}'`} ${issueWords(issue).replace(/\.$/, '')}`;
}
