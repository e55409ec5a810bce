import { join } from 'node:path';
import { execa } from 'execa';
import { ensureInstalled } from '../../harness/n8n/install/ensure-installed.ts';
import type { InstalledN8n } from '../../harness/n8n/install/installed-n8n.ts';

export const root = join(import.meta.dirname, '..', '..');

/** How a container ended, and all that it has said. */
export interface Ended {
  readonly exitCode: number | undefined;
  readonly output: string;
}

/** An image that was built from the Dockerfile for a test. */
export class ProductImage {
  readonly #name: string;
  readonly #run: readonly string[];

  private constructor(name: string, { version, directory }: InstalledN8n) {
    this.#name = name;
    this.#run = ['run', '--network=none', `--volume=${directory}:/opt/n8n/versions/${version}:ro`];
  }

  /**
   * Builds all but the last layer, as a user does. The n8n of this machine's cache is mounted where
   * that layer would have one: to fetch and compile another would be a test of npm, and of minutes.
   */
  static async build(n8n: string): Promise<ProductImage> {
    const installed = await ensureInstalled(n8n, () => undefined, new AbortController().signal);
    const name = `oauth-chaos-image-test:${process.pid}`;
    await run('docker', [
      'build',
      '--target=harness',
      // By the way that this machine fetches packages.
      '--network=host',
      ...['http_proxy', 'https_proxy', 'no_proxy'].flatMap((proxy) => ['--build-arg', proxy]),
      `--build-arg=N8N_VERSION=${n8n}`,
      `--build-arg=IMAGE=${name}`,
      `--tag=${name}`,
      root,
    ]);
    return new ProductImage(name, installed);
  }

  /** Runs a container without any network, and removes it. */
  async run(options: readonly string[], ...args: readonly string[]): Promise<Ended> {
    const { exitCode, all } = await execa(
      'docker',
      [...this.#run, '--rm', ...options, this.#name, ...args],
      { reject: false, all: true, stdin: 'ignore' },
    );
    return { exitCode, output: all };
  }

  /**
   * Runs a command that a report says, as somebody types it in a folder; the image has the name
   * that it was built with, and its n8n is mounted.
   */
  async typed(command: string, cwd: string): Promise<Ended> {
    const line = command.trim().replace('docker run ', `docker ${this.#run.join(' ')} `);
    const { exitCode, all } = await execa('sh', ['-c', line], {
      cwd,
      reject: false,
      all: true,
      stdin: 'ignore',
    });
    return { exitCode, output: all };
  }

  /** Starts a container that nobody waits for, without any network; returns its id. */
  start(options: readonly string[], ...args: readonly string[]): Promise<string> {
    return run('docker', [...this.#run, '--detach', ...options, this.#name, ...args]);
  }

  async labels(): Promise<Readonly<Record<string, string>>> {
    const text = await run('docker', ['inspect', '--format={{ json .Config.Labels }}', this.#name]);
    return JSON.parse(text) as Readonly<Record<string, string>>;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await execa('docker', ['rmi', '--force', this.#name], { reject: false });
  }
}

/** Stops a container as `docker stop` does, tells how it ended, and removes it. */
export async function stop(container: string): Promise<Ended> {
  await run('docker', ['stop', container]);
  const exitCode = await run('docker', ['inspect', '--format={{ .State.ExitCode }}', container]);
  const { all } = await execa('docker', ['logs', container], { all: true });
  await run('docker', ['rm', container]);
  return { exitCode: Number(exitCode), output: all };
}

/** Runs a program and returns its standard output; when it fails, all it said is in the error. */
async function run(file: string, args: readonly string[]): Promise<string> {
  return (await execa(file, args, { cwd: root, stdin: 'ignore' })).stdout;
}
