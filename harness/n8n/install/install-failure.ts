import { rcompare, valid } from 'semver';
import { z } from 'zod';
import { cacheLayout } from '../../machine/cache.ts';
import type { CacheLayout } from '../../machine/cache.ts';
import type { HarnessError } from '../../model/error.ts';
import { installError } from './install-error.ts';
import { nearest, newestIn, readKnownVersions } from './known-versions.ts';
import type { PnpmFailure } from './pnpm-reporter.ts';
import type { RegistryView } from './registry-view.ts';

/** pnpm's error codes for a package or version that the registry does not have. */
const ABSENT = new Set([
  'ERR_PNPM_NO_MATCHING_VERSION',
  'ERR_PNPM_FETCH_404',
  'ERR_PNPM_NO_VERSIONS',
]);
const UNREACHABLE = /^ERR_PNPM_(META_FETCH_FAIL|FETCH_\d+)|^E(CONN|NOTFOUND|AI_AGAIN|TIMEDOUT)/;

/** True when the registry did not answer, which says nothing about the version. */
export const isUnreachable = ({ code }: PnpmFailure): boolean =>
  !ABSENT.has(code) && UNREACHABLE.test(code);

/** The reason why a version whose dependency is not published cannot be installed. */
export const missingPin = (
  dependent: { readonly name: string; readonly version: string },
  pin: string,
): string => `${dependent.name} ${dependent.version} pins ${pin}, which the registry does not have`;

/** Explains to the user why pnpm could not install an n8n, and which version to use instead. */
export async function explainFailure(
  version: string,
  failure: PnpmFailure,
  view: RegistryView,
  signal: AbortSignal,
  cache: CacheLayout = cacheLayout(),
): Promise<HarnessError> {
  const known = (await readKnownVersions(cache)).versions.map((entry) => entry.version);
  const { wanted, dependent } = failure;
  const absent = ABSENT.has(failure.code) && wanted !== undefined;
  if (absent && wanted.name === 'n8n' && dependent === undefined)
    return unpublished(version, failure.published, known);
  const nearestKnown = nearest(version, known);
  const hint =
    nearestKnown === null
      ? {}
      : { hint: `The nearest version that can be installed is ${nearestKnown}.` };
  if (absent && dependent !== undefined) {
    const pin = await firstMissingPin(dependent, wanted, view, signal);
    return installError('n8n-not-installable', version, missingPin(dependent, pin), hint);
  }
  if (UNREACHABLE.test(failure.code)) {
    return installError(
      'registry-unreachable',
      version,
      wanted?.name === 'n8n'
        ? `the registry did not answer (${failure.message})`
        : `a package it needs could not be fetched (${failure.message})`,
      {
        hint: 'Check the network, and registry and proxy in your npm configuration. Installed versions work without it: oauth-chaos n8n list',
      },
    );
  }
  return installError('n8n-not-installable', version, `${failure.message} (${failure.code})`, hint);
}

/** The error of a version that the registry does not have, with those near it. */
export function unpublished(
  version: string,
  published: readonly string[],
  known: readonly string[],
): HarnessError {
  const minor = `${version.split('.').slice(0, 2).join('.')}.`;
  const near = published.filter((candidate) => valid(candidate) !== null).sort(rcompare);
  const sameMinor = near.filter((candidate) => candidate.startsWith(minor)).slice(0, 5);
  const below = newestIn(`<${version}`, near);
  const installs = known.find((one) => one.startsWith(minor)) ?? nearest(version, known);
  const proposals = sameMinor.length > 0 || below === null ? sameMinor : [below];
  // Not all that is published can be installed: some versions pin packages that do not exist.
  const parts = [
    ...(installs === null ? [] : [`${installs} is known to install`]),
    ...(proposals.length === 0 ? [] : [`published near it: ${proposals.join(', ')}`]),
  ];
  return installError(
    'n8n-unknown-version',
    version,
    'no such version is published',
    parts.length === 0 ? {} : { hint: `${parts.join('; ')}.` },
  );
}

/**
 * Finds the missing package that comes first by name. pnpm stops at the first missing package that
 * it happens to meet, and this differs from run to run. With this function the same version always
 * gives the same message.
 */
async function firstMissingPin(
  dependent: { readonly name: string; readonly version: string },
  met: { readonly name: string; readonly range: string },
  view: RegistryView,
  signal: AbortSignal,
): Promise<string> {
  const metPin = `${met.name}@${met.range}`;
  const pins = await siblingPins(dependent, met, view, signal).catch(() => []);
  const checked = await Promise.all(
    pins.map(async (pin) => ({
      pin,
      missing:
        pin === metPin ||
        !(await view(pin, 'version', signal).catch(() => ({ found: true }))).found,
    })),
  );
  return checked.find(({ missing }) => missing)?.pin ?? metPin;
}

/**
 * n8n's own packages that `dependent` requires in an exact version, sorted by name, up to the one
 * that pnpm met.
 */
async function siblingPins(
  dependent: { readonly name: string; readonly version: string },
  met: { readonly name: string },
  view: RegistryView,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const answer = await view(`${dependent.name}@${dependent.version}`, 'dependencies', signal);
  const dependencies = answer.found ? z.record(z.string(), z.string()).parse(answer.value) : {};
  return Object.entries(dependencies)
    .filter(
      ([name, range]) => /^(@n8n\/|n8n-)/.test(name) && valid(range) !== null && name <= met.name,
    )
    .map(([name, range]) => `${name}@${range}`)
    .sort();
}
