import type { z } from 'zod';
import { nearestName } from './nearest-name.ts';

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
    return issue.keys
      .map((unknown) => `there is no setting '${unknown}'${place}${guess(unknown)}`)
      .join('; ');
  }
  const path = issue.path.join('.');
  if (issue.code === 'invalid_value')
    return `${path === '' ? 'it' : `'${path}'`} is none of ${issue.values.map(String).join(', ')}`;
  return path === ''
    ? issue.message
    : `'${path}' ${issue.message.replace(/^Invalid/, 'is invalid').replace(/\.$/, '')}`;
}
