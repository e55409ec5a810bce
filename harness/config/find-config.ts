import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { HarnessError } from '../model/error.ts';

/** Names of a configuration, without the folder. */
export const CONFIG_NAMES: readonly string[] = [
  'ts',
  'mts',
  'js',
  'mjs',
  'json',
  'yaml',
  'yml',
].map((ending) => `oauth-chaos.config.${ending}`);

const ENDING = /\.(m?[tj]s|json|ya?ml)$/;

/** A configuration, and its path as the user would write it. */
export interface ConfigFile {
  readonly path: string;
  readonly shownAs: string;
}

/**
 * The configuration that is meant: the file that was named, or the one in the folder; undefined
 * when there is none there.
 * @param named the value of `--config`, or of `--no-config` (false)
 * @throws HarnessError exit 64 `config-not-found`, `config-ambiguous`
 */
export function findConfig(cwd: string, named: string | false | undefined): ConfigFile | undefined {
  if (named === false) return undefined;
  if (named !== undefined) return requireConfig(cwd, named);
  const [first, second] = CONFIG_NAMES.filter((name) => existsSync(join(cwd, name)));
  if (first === undefined) return undefined;
  if (second !== undefined)
    throw new HarnessError(
      'config-ambiguous',
      `Could not choose a configuration: there are ${first} and ${second}.`,
      { exitCode: 64, hint: `Remove one of them, or choose: --config ${first}` },
    );
  return { path: join(cwd, first), shownAs: first };
}

function requireConfig(cwd: string, named: string): ConfigFile {
  const path = resolve(cwd, named);
  if (!existsSync(path))
    throw new HarnessError(
      'config-not-found',
      `Could not read configuration ${named}: there is no such file.`,
      { exitCode: 64, hint: 'Give the path of a file, or --no-config to do without.' },
    );
  if (statSync(path).isDirectory())
    throw new HarnessError(
      'config-not-found',
      `Could not read configuration ${named}: it is a folder.`,
      { exitCode: 64, hint: `Name the file in it: --config ${join(named, CONFIG_NAMES[0] ?? '')}` },
    );
  if (!ENDING.test(named))
    throw new HarnessError(
      'config-not-found',
      `Could not read configuration ${named}: its ending tells no form that is known.`,
      { exitCode: 64, hint: 'Endings: .ts, .mts, .js, .mjs, .json, .yaml, .yml' },
    );
  return { path, shownAs: named };
}
