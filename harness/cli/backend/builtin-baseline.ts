import { readdirSync } from 'node:fs';
import { join, parse } from 'node:path';
import { lte, rcompare, valid } from 'semver';
import type { NamedBaseline } from '../../suite/suite-options.ts';
import { readBaseline, type BaselineNames } from '../arguments/read-baseline.ts';

const ENDINGS = ['.json', '.yaml'];

/** The files with a baseline, the newest version first. */
const baselinesIn = (folder: string) =>
  readdirSync(folder)
    .map((file) => ({ file, ...parse(file) }))
    .filter(({ name, ext }) => ENDINGS.includes(ext) && valid(name) === name)
    .toSorted((one, other) => rcompare(one.name, other.name));

/** The versions that have a baseline in a folder. */
export const baselineVersions = (folder: string): readonly string[] =>
  baselinesIn(folder).map(({ name }) => name);

/**
 * The project's baseline for one version of n8n, `scenarios/baselines/<version>.json` (or `.yaml`):
 * the version's own, or that of the nearest older one.
 */
export function builtinBaseline(
  n8nVersion: string,
  folder: string,
  names: BaselineNames,
): NamedBaseline | undefined {
  if (valid(n8nVersion) !== n8nVersion) return undefined;
  const nearest = baselinesIn(folder)
    .filter(({ name }) => lte(name, n8nVersion))
    .map(({ file }) => join(folder, file))[0];
  return nearest === undefined ? undefined : readBaseline(nearest, nearest, names);
}

/** Every baseline of the project's own, the newest version first. */
export const builtinBaselines = (
  folder: string,
  names: BaselineNames,
): readonly NamedBaseline['baseline'][] =>
  baselinesIn(folder).map(({ file }) => readBaseline(join(folder, file), file, names).baseline);
