import { resolve } from 'node:path';
import type { NamedBaseline } from '../../suite/suite-options.ts';
import type { Backend } from '../backend/backend.ts';
import { readBaseline } from './read-baseline.ts';

export type BaselineFor = (n8nVersion: string) => Promise<NamedBaseline | undefined>;

/**
 * Chooses the baseline for a version: the project's own, unless `--baseline` names a file or
 * `none`. A file applies only to the version that it names.
 * @throws HarnessError `usage` when the file cannot be used
 */
export async function chooseBaseline(
  option: string | undefined,
  {
    cwd,
    backend,
    scenarios,
  }: {
    readonly cwd: string;
    readonly backend: Backend;
    /** Names of the scenarios of the run, which may come from files of the user's. */
    readonly scenarios: readonly string[];
  },
): Promise<BaselineFor> {
  if (option === 'none') return () => Promise.resolve(undefined);
  if (option === undefined) return eachOnce((version) => backend.builtinBaseline(version));
  const builtIn = (await backend.catalog()).scenarios.map(({ name }) => name);
  const named = {
    ...readBaseline(resolve(cwd, option), option, {
      checkers: await backend.checkers(),
      scenarios: [...new Set([...builtIn, ...scenarios])],
    }),
    file: option,
  };
  return (version) => Promise.resolve(named.baseline.n8n === version ? named : undefined);
}

/** Each baseline is read and checked once, however many results it is compared with. */
function eachOnce(read: BaselineFor): BaselineFor {
  const known = new Map<string, ReturnType<BaselineFor>>();
  return (version) => {
    const baseline = known.get(version) ?? read(version);
    known.set(version, baseline);
    return baseline;
  };
}
