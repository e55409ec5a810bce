import semver from 'semver';
import type { Symptoms } from '../symptoms.ts';

/**
 * The recorded version that tells most about another one: itself, the nearest older one, or else
 * the oldest; without one that is known, the newest.
 */
export function knownVersion({ recorded }: Symptoms, n8n: string | undefined): string {
  const versions = recorded.map((one) => one.n8n).toSorted(semver.rcompare);
  const newest = versions[0] ?? '';
  if (n8n === undefined || semver.valid(n8n) === null) return newest;
  return versions.find((one) => semver.lte(one, n8n)) ?? versions.at(-1) ?? newest;
}
