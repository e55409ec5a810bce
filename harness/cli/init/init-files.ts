import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CONFIG_NAMES } from '../../config/find-config.ts';
import { stored } from '../../machine/storage-error.ts';
import { CI_SYSTEMS, ciTemplates, type CiSystem } from './ci-templates.ts';
import { configTemplate } from './config-template.ts';
import { FIRST_SCENARIO, scenarioTemplate } from './scenario-template.ts';

/** What `init` is asked for. */
export interface InitChoice {
  readonly js: boolean;
  /** Undefined: what the folder tells. */
  readonly ci: CiSystem | 'none' | undefined;
}

/** A file that `init` writes, unless it is there already. */
interface InitFile {
  readonly path: string;
  readonly text: string;
  /** A file that is there and takes its place. */
  readonly keptFor?: string;
  readonly toDo?: string;
}

/** What became of a file. */
export type Written = Pick<InitFile, 'path' | 'toDo'> & { readonly kept?: string };

/** The CI systems that a folder uses. */
const ciOf = (cwd: string): readonly CiSystem[] => [
  ...(existsSync(join(cwd, '.github')) ? (['github'] as const) : []),
  ...(existsSync(join(cwd, '.gitlab-ci.yml')) ? (['gitlab'] as const) : []),
];

/**
 * The files that belong into a folder. The ending of the configuration says that it is a module,
 * where package.json does not.
 */
function filesFor(cwd: string, { js, ci }: InitChoice): readonly InitFile[] {
  const ending = `${isModule(cwd) ? '' : 'm'}${js ? 'js' : 'ts'}`;
  const before = CONFIG_NAMES.find((name) => existsSync(join(cwd, name)));
  const install = existsSync(join(cwd, 'package-lock.json'))
    ? 'npm ci'
    : 'npm install --no-save n8n-oauth-chaos';
  const systems = ci === undefined ? ciOf(cwd) : CI_SYSTEMS.filter((system) => system === ci);
  return [
    {
      path: `oauth-chaos.config.${ending}`,
      text: configTemplate,
      ...(before === undefined ? {} : { keptFor: before }),
    },
    { path: FIRST_SCENARIO, text: scenarioTemplate },
    ...systems.map((system) => {
      const { path, text, toDo } = ciTemplates[system];
      return { path, text: text(install), ...(toDo === undefined ? {} : { toDo }) };
    }),
  ];
}

function isModule(cwd: string): boolean {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8'));
    return typeof manifest === 'object' && manifest !== null && 'type' in manifest
      ? manifest.type === 'module'
      : false;
  } catch {
    return false;
  }
}

/**
 * Writes what is missing, and never over a file.
 * @throws HarnessError `storage-failed`
 */
export const writeInitFiles = (cwd: string, choice: InitChoice): readonly Written[] =>
  filesFor(cwd, choice).map(({ path, text, keptFor, toDo }) => {
    const told = { path, ...(toDo === undefined ? {} : { toDo }) };
    const file = join(cwd, path);
    const kept = keptFor ?? (existsSync(file) ? path : undefined);
    if (kept !== undefined) return { ...told, kept };
    stored('write', file, () => {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text, { flag: 'wx' });
    });
    return told;
  });
