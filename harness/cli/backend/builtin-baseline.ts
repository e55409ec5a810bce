import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { NamedBaseline } from '../../suite/suite-options.ts';
import { readBaseline, type BaselineNames } from '../arguments/read-baseline.ts';

/**
 * The project's baseline for one version of n8n: `scenarios/baselines/<version>.json` (or `.yaml`).
 */
export function builtinBaseline(
  n8nVersion: string,
  folder: string,
  names: BaselineNames,
): NamedBaseline | undefined {
  if (!/^\d+\.\d+\.\d+[\w.-]*$/.test(n8nVersion)) return undefined;
  const path = ['json', 'yaml']
    .map((ending) => join(folder, `${n8nVersion}.${ending}`))
    .find((candidate) => existsSync(candidate));
  return path === undefined ? undefined : readBaseline(path, path, names);
}
