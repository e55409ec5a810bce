import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../execute.ts';

/** The tarball of the package, in a folder of its own. */
export interface Packed {
  readonly folder: string;
  readonly tarball: string;
  /** The files in it. */
  readonly files: readonly string[];
}

/**
 * Runs a program and returns its standard output. When it fails, its output becomes the error's
 * message.
 */
export function run(command: string, args: readonly string[], cwd: string): string {
  try {
    return execFileSync(command, args, {
      cwd,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout?: string; readonly stderr?: string };
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}\n${stderr}`, { cause: error });
  }
}

/** Builds the package and packs it into a new folder. */
export function pack(): Packed {
  const folder = mkdtempSync(join(tmpdir(), 'oauth-chaos-package-'));
  run('npm', ['run', '--silent', 'build'], root);
  // The scripts are not needed, because `build` has already made everything.
  const pack = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const [made] = JSON.parse(run('npm', pack, root)) as readonly {
    readonly filename: string;
    readonly files: readonly { readonly path: string }[];
  }[];
  return {
    folder,
    tarball: join(folder, made?.filename ?? ''),
    files: made?.files.map(({ path }) => path) ?? [],
  };
}

/** Installs the tarball into its folder, and nothing that is only there for development. */
export function install({ folder, tarball }: Packed, manifest: object): void {
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest)}\n`);
  run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', tarball], folder);
}
