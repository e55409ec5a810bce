import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { IMAGE_VARIABLE, imageCommand } from '../../model/image-command.ts';

/** Name of the package, by which npm finds the program anywhere. */
const PACKAGE = 'n8n-oauth-chaos';
/** Name of the program. On the registry this name belongs to nobody, or to somebody else. */
const PROGRAM = 'oauth-chaos';

const COMMANDS =
  '--help|run|advice|list|show|recheck|report|merge|plan|history|explain|baseline|schema|config|init|doctor|n8n|provider|clean|completion';
const MENTION = new RegExp(String.raw`(?<![\w./-])${PROGRAM}(?= (?:${COMMANDS})\b)`, 'g');

interface Place {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * What somebody types in a folder to start this program: the image in which it runs, which nobody
 * has as a program outside of it; the program itself when it is installed for all; through `npx`
 * where a project has it, by the package's name elsewhere. `npx oauth-chaos` alone would run
 * whatever package somebody registers under that name.
 */
export function ownCommand({ cwd, env }: Place): string {
  const image = env[IMAGE_VARIABLE] ?? '';
  if (image !== '') return imageCommand(image);
  if (onPath(env['PATH'] ?? '')) return PROGRAM;
  return isInProject(cwd) ? `npx --no-install ${PROGRAM}` : `npx ${PACKAGE}`;
}

/** A text in which the program's commands are written as they have to be typed in a folder. */
export const asTyped = (text: string, place: Place): string =>
  text.replaceAll(MENTION, () => ownCommand(place));

/** npm puts the programs of a project on the PATH of what it starts; no shell has them. */
function onPath(path: string): boolean {
  return path
    .split(delimiter)
    .filter((folder) => folder !== '' && !folder.includes('node_modules'))
    .some((folder) => isOurs(join(folder, PROGRAM)));
}

function isOurs(program: string): boolean {
  try {
    return nameOf(join(dirname(realpathSync(program)), '../..')) === PACKAGE;
  } catch {
    return false;
  }
}

/** True in a checkout of this package, and in a project that has installed it. */
export function isInProject(folder: string): boolean {
  if (existsSync(join(folder, 'node_modules/.bin', PROGRAM)) || nameOf(folder) === PACKAGE)
    return true;
  const above = dirname(folder);
  return above !== folder && isInProject(above);
}

function nameOf(folder: string): unknown {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return typeof manifest === 'object' && manifest !== null && 'name' in manifest
      ? manifest.name
      : undefined;
  } catch {
    return undefined;
  }
}
