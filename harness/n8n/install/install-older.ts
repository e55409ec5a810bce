import { lt, major, minor, rcompare, valid } from 'semver';
import type { Progress } from '../../model/progress.ts';
import type { OlderFound, OlderVersion } from '../../model/target.ts';
import type { InstalledN8n } from './installed-n8n.ts';

/** The older versions of a target: what there is of each, and those that can be started. */
export interface InstalledOlder {
  readonly found: ReadonlyMap<OlderVersion, OlderFound>;
  readonly installed: ReadonlyMap<OlderVersion, InstalledN8n>;
}

/** The series that an older version must be of, so that it is an upgrade of that kind. */
const IS_OLDER: Readonly<Record<string, (one: string, other: string) => boolean>> = {
  'older-major': (one, version) => major(one) < major(version),
  'older-minor': (one, version) => major(one) === major(version) && minor(one) < minor(version),
};

/**
 * The version that a name of an older version stands for, beside the version under test; undefined
 * when there is none.
 * @param tried the versions among which the newest is looked for
 */
export function olderThan(
  version: string,
  name: OlderVersion,
  tried: readonly string[],
): string | undefined {
  const isOlder = IS_OLDER[name];
  if (isOlder === undefined) return lt(name, version) ? name : undefined;
  return tried.filter((one) => valid(one) === one && isOlder(one, version)).toSorted(rcompare)[0];
}

/**
 * Installs the older versions on which scenarios of a run begin, and says which. One that cannot be
 * had keeps only those scenarios from running, so this is no error.
 */
export async function installOlder({
  version,
  older = [],
  tried = [],
  install,
  onProgress,
  signal = new AbortController().signal,
}: {
  /** The version under test. */
  readonly version: string;
  readonly older?: readonly OlderVersion[];
  readonly tried?: readonly string[];
  readonly install: (version: string) => Promise<InstalledN8n>;
  readonly onProgress: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}): Promise<InstalledOlder> {
  const found = new Map<OlderVersion, OlderFound>();
  const installed = new Map<OlderVersion, InstalledN8n>();
  for (const name of older) {
    const from = olderThan(version, name, tried);
    if (from === undefined) {
      found.set(name, {
        lacks: `begin on ${inWords(name)}: none older than ${version} is known`,
      });
      continue;
    }
    try {
      installed.set(name, await install(from));
      found.set(name, { version: from });
    } catch (cause) {
      signal.throwIfAborted();
      const lacks = `begin on n8n ${from}, which is not installed (oauth-chaos n8n install ${from})`;
      found.set(name, { lacks });
      onProgress({
        kind: 'note',
        text: `Scenarios that upgrade n8n ${from} to ${version} are skipped. ${cause instanceof Error ? cause.message : String(cause)}`,
      });
    }
  }
  const begun = [...new Set([...installed.values()].map((one) => one.version))];
  if (begun.length > 0)
    onProgress({
      kind: 'note',
      text: `Scenarios that upgrade n8n to ${version} begin on n8n ${begun.join(' and on n8n ')}.`,
    });
  return { found, installed };
}

const inWords = (name: OlderVersion): string =>
  name === 'older-major'
    ? 'an older major version of n8n'
    : name === 'older-minor'
      ? 'an older minor version of n8n'
      : `n8n ${name}`;
