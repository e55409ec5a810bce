import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** A mistake as its registry declares it. */
interface Mistake {
  readonly caughtBy: string;
  readonly caughtIn: string;
}

const TESTING = 'harness/testing';

/** Files of a folder of `harness/testing` and of the folders in it, by their name without `.ts`. */
async function filesOf(root: string, folder: string): Promise<ReadonlyMap<string, string>> {
  const files = await readdir(join(root, TESTING, folder), { recursive: true });
  return new Map(
    files
      .filter((file) => file.endsWith('.ts'))
      .map((file) => [basename(file, '.ts'), `${folder}/${file}`]),
  );
}

/** The comment above the class that a file exports, on one line. */
async function about(root: string, file: string): Promise<string> {
  const text = await readFile(join(root, TESTING, file), 'utf8');
  const end = text.search(/\*\/\s*export class/);
  const begin = text.lastIndexOf('/**', end);
  if (end === -1 || begin === -1)
    throw new Error(`Could not describe ${file}: there is no comment above its class.`);
  return text
    .slice(begin + '/**'.length, end)
    .replaceAll(/^\s*\* ?/gm, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/**
 * A row for each client of a registry: its file, what its file says of it, and for a wrong one who
 * catches it and where.
 * @throws Error for a client without a file of its name, or without a comment in it
 */
export async function clientRows(
  root: string,
  folder: string,
  clients: Readonly<Record<string, object | Mistake>>,
): Promise<readonly (readonly string[])[]> {
  const files = await filesOf(root, folder);
  return Promise.all(
    Object.entries(clients).map(async ([name, client]) => {
      const file = files.get(name);
      if (file === undefined) throw new Error(`Could not describe ${name}: ${folder} has no file.`);
      const caught =
        'caughtBy' in client ? [`\`${client.caughtBy}\``, `\`${client.caughtIn}\``] : [];
      return [`[\`${name}\`](${file})`, await about(root, file), ...caught];
    }),
  );
}
