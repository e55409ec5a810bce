import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { HarnessError } from '../model/error.ts';
import { usageError } from '../model/usage-error.ts';

/** The suite of every scenario there is. */
export const FULL = 'full';

/** The suite that runs when nothing is asked for, where there is one. */
export const DEFAULT_SUITE = 'default';

/** The suite of all scenarios of the user's own. */
export const OWN_SUITE = 'own';

/** Names of scenarios, by the name of their suite. */
export type Suites = Readonly<Record<string, readonly string[]>>;

const suitesSchema = z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), z.array(z.string()).min(1));

/**
 * Loads the suites of a folder of scenarios, from its `suites.ts`, and adds `full`.
 * @param scenarios all scenarios of the folder
 * @throws HarnessError `suites-invalid` when the file is of another shape, or names a scenario that
 * does not exist, or one twice
 */
export async function loadSuites(
  folder: string,
  scenarios: readonly { readonly name: string }[],
): Promise<Suites> {
  const names = scenarios.map(({ name }) => name);
  const file = ['suites.ts', 'suites.js'].find((name) => existsSync(join(folder, name)));
  if (file === undefined) return { [FULL]: names };
  const { default: held } = (await import(pathToFileURL(join(folder, file)).href)) as {
    default?: unknown;
  };
  const parsed = suitesSchema.safeParse(held);
  if (!parsed.success)
    throw invalid(
      file,
      z.prettifyError(parsed.error),
      'It maps names of suites to lists of names.',
    );
  for (const [suite, members] of Object.entries(parsed.data)) check(file, suite, members, names);
  return { ...parsed.data, [FULL]: names };
}

/**
 * Those of some scenarios that belong to a suite, in their order.
 * @throws HarnessError `usage` when there is no suite of that name
 */
export function scenariosIn<S extends { readonly name: string }>(
  suites: Suites,
  suite: string,
  scenarios: readonly S[],
): readonly S[] {
  const names = Object.hasOwn(suites, suite) ? suites[suite] : undefined;
  if (names === undefined)
    throw usageError(
      `Could not find the suite '${suite}'.`,
      `Suites: ${Object.keys(suites).join(', ')}.`,
    );
  const members = new Set(names);
  return scenarios.filter(({ name }) => members.has(name));
}

function check(
  file: string,
  suite: string,
  members: readonly string[],
  names: readonly string[],
): void {
  if (suite === FULL) throw invalid(file, `${FULL} is every scenario there is`, 'Leave it out.');
  if (suite === OWN_SUITE)
    throw invalid(file, `${OWN_SUITE} is every scenario of the user's own`, 'Name it otherwise.');
  const known = new Set(names);
  const stray = members.find((name) => !known.has(name));
  if (stray !== undefined)
    throw invalid(file, `${suite} names '${stray}', which does not exist`, 'Take it out.');
  const twice = members.find((name, at) => members.indexOf(name) !== at);
  if (twice !== undefined)
    throw invalid(file, `${suite} names '${twice}' twice`, 'Take one of them out.');
}

const invalid = (file: string, reason: string, hint: string): HarnessError =>
  new HarnessError('suites-invalid', `Could not load ${file}: ${reason}.`, { hint });
