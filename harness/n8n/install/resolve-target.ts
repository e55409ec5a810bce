import { resolve } from 'node:path';
import { gt, satisfies, valid, validRange } from 'semver';
import { cacheLayout } from '../../machine/cache.ts';
import type { CacheLayout } from '../../machine/cache.ts';
import { nearest } from '../../model/did-you-mean.ts';
import { HarnessError } from '../../model/error.ts';
import type { ResolvedTarget } from './installed-n8n.ts';
import { readInstalledRecords } from './installed-record.ts';
import { newestIn, readKnownVersions } from './known-versions.ts';
import type { KnownVersions } from './known-versions.ts';

const PARTIAL = /^\d+(\.(\d+|x))?(\.x)?$/;

/**
 * Finds out what a target text means. `2.41.1`: this version. `latest`: the newest version that is
 * known to install. `1.x`, `2.30`: the newest matching version that is known to install or is
 * already installed. `path:DIR`: an n8n on disk. Makes no network request, so the same text means
 * the same version on every machine with the same list.
 * @throws HarnessError `target-malformed` (exit code 64), `target-unknown` (75) when no known
 * version matches
 * @example await resolveTarget('1.x') // { kind: 'version', version: '1.123.81', because: '…' }
 */
export async function resolveTarget(
  text: string,
  cache: CacheLayout = cacheLayout(),
  known?: KnownVersions,
): Promise<ResolvedTarget> {
  if (text.startsWith('path:') && text.length > 'path:'.length)
    return { kind: 'path', dir: resolve(text.slice('path:'.length)) };
  const exact = valid(text);
  if (exact !== null) return { kind: 'version', version: exact };
  const list = known ?? (await readKnownVersions(cache));
  const range = text === 'latest' ? '*' : text;
  if (text !== 'latest' && (!PARTIAL.test(text) || validRange(text) === null))
    throw malformed(text, list);
  const installable = list.versions.map(({ version }) => version);
  const installed =
    text === 'latest' ? [] : (await readInstalledRecords(cache)).map(({ version }) => version);
  const version = found(text, newestIn(range, [...installable, ...installed]));
  return { kind: 'version', version, because: whyNoNewer(version, range, list) };
}

function whyNoNewer(version: string, range: string, { refreshed, refused }: KnownVersions): string {
  const newer = refused.find((one) => gt(one.version, version) && satisfies(one.version, range));
  const newest = `the newest known to install on ${refreshed}`;
  return newer === undefined ? newest : `${newest}; ${newer.version} does not: ${newer.why}`;
}

function found(text: string, version: string | null): string {
  if (version !== null) return version;
  throw new HarnessError(
    'target-unknown',
    `Could not find an n8n for '${text}': no version known to install matches.`,
    {
      hint: 'Name an exact version, or bring the list up to date: oauth-chaos n8n refresh',
      exitCode: 75,
    },
  );
}

/** `localhost:5678`, `127.0.0.1:5678/`, `n8n.example.com`: an address without its scheme. */
const ADDRESS = /^(localhost|[\w-]+(\.[\w-]+)+)(:\d+)?(\/.*)?$/i;
/** `2.41.l`, `1.x.2`: what begins as a version does, and is no IPv4 address. */
const LIKE_A_VERSION = /^\d+\.(?!\d+\.\d+\.\d)/;

function malformed(text: string, { versions }: KnownVersions): HarnessError {
  if (ADDRESS.test(text) && !LIKE_A_VERSION.test(text))
    return new HarnessError(
      'target-malformed',
      `Could not read target '${text}': an address begins with http:// or https://.`,
      { hint: `Did you mean http://${text}?`, exitCode: 64 },
    );
  const [near] = nearest(text, ['latest', ...versions.map(({ version }) => version)]);
  const guess = near === undefined ? '' : `Did you mean ${near}? `;
  return new HarnessError(
    'target-malformed',
    `Could not read target '${text}': it is neither a version nor a path.`,
    {
      hint: `${guess}Write a version (2.41.1), the newest of a series (2.41, 1.x), latest, or path:DIR for an n8n on disk.`,
      exitCode: 64,
    },
  );
}
