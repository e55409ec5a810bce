import { randomBytes } from 'node:crypto';

/**
 * Makes the id of a run: local time and four hex digits, for example `20261123-165412-ab3f`. Ids
 * sort by time.
 */
export function newRunId(
  now: Date = new Date(),
  random: string = randomBytes(2).toString('hex'),
): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
  return `${day}-${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}-${random}`;
}

/** True for a text that has the form of an id from {@link newRunId}. */
export function isRunId(text: string): boolean {
  return /^\d{8}-\d{6}-[0-9a-f]{4}$/.test(text);
}
