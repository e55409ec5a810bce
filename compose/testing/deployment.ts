import { join } from 'node:path';
import { execa } from 'execa';
import getPort from 'get-port';
import { z } from 'zod';
import { poll } from '../../harness/machine/poll.ts';

export const root = join(import.meta.dirname, '..', '..');

const containerSchema = z.object({
  Config: z.object({
    Env: z.array(z.string()),
    Cmd: z.array(z.string()).nullable(),
    Entrypoint: z.array(z.string()).nullable(),
    Labels: z.record(z.string(), z.string()),
  }),
  State: z.object({
    Status: z.string(),
    ExitCode: z.number(),
    Health: z.object({ Status: z.string() }).optional(),
  }),
  HostConfig: z.object({
    PortBindings: z
      .record(z.string(), z.array(z.object({ HostIp: z.string() })).nullable())
      .nullable(),
  }),
  Mounts: z.array(z.object({ Type: z.string(), Name: z.string().optional() })),
});
type Container = z.infer<typeof containerSchema> & { readonly service: string };

/**
 * The command for Compose: `docker compose`, otherwise `docker-compose`. Undefined when neither is
 * installed, or when the Docker daemon does not run.
 */
export async function findCompose(): Promise<readonly string[] | undefined> {
  const works = async (file: string, ...args: readonly string[]): Promise<boolean> =>
    (await execa(file, args, { reject: false })).exitCode === 0;
  if (!(await works('docker', 'info'))) return undefined;
  if (await works('docker', 'compose', 'version')) return ['docker', 'compose'];
  return (await works('docker-compose', 'version')) ? ['docker-compose'] : undefined;
}

/** One profile of docker-compose.yml, under a project name and on ports of its own. */
export class Deployment {
  readonly profile: string;
  readonly n8nUrl: string;
  readonly providerUrl: string;
  readonly #compose: readonly string[];
  readonly #project: string;
  readonly #env: Readonly<Record<string, string>>;

  static async named(compose: readonly string[], profile: 'single' | 'queue'): Promise<Deployment> {
    return new Deployment(compose, profile, await getPort(), await getPort());
  }

  private constructor(
    compose: readonly string[],
    profile: string,
    n8nPort: number,
    providerPort: number,
  ) {
    this.profile = profile;
    this.n8nUrl = `http://127.0.0.1:${n8nPort}`;
    this.providerUrl = `http://127.0.0.1:${providerPort}`;
    this.#compose = compose;
    this.#project = `oauth-chaos-test-${profile}-${process.pid}`;
    this.#env = {
      COMPOSE_PROJECT_NAME: this.#project,
      N8N_PORT: String(n8nPort),
      PROVIDER_PORT: String(providerPort),
    };
  }

  /** Runs a Compose command as a user types it: without `--profile` for the default profile. */
  async compose(...args: readonly string[]): Promise<string> {
    const [file = '', ...first] = this.#compose;
    const profile = this.profile === 'single' ? [] : ['--profile', this.profile];
    const { stdout } = await execa(file, [...first, ...profile, ...args], {
      cwd: root,
      env: this.#env,
      stdin: 'ignore',
    });
    return stdout;
  }

  secret(name: string): Promise<string> {
    return this.compose('exec', '-T', 'provider', 'cat', `/secrets/${name}`);
  }

  async containers(): Promise<readonly Container[]> {
    const ids = await this.left('container');
    if (ids.length === 0) return [];
    const { stdout } = await execa('docker', ['inspect', ...ids]);
    return z
      .array(containerSchema)
      .parse(JSON.parse(stdout))
      .map((container) => ({
        ...container,
        service: container.Config.Labels['com.docker.compose.service'] ?? '',
      }));
  }

  /**
   * Waits until every container is healthy or has exited with 0. Resolves with the state of each
   * service.
   */
  async settled(signal: AbortSignal): Promise<Readonly<Record<string, string>>> {
    let states: Readonly<Record<string, string>> = {};
    await poll(
      async () => {
        states = Object.fromEntries(
          (await this.containers()).map(({ service, State }) => [
            service,
            State.Health?.Status ?? `${State.Status} ${State.ExitCode}`,
          ]),
        );
        // A service that runs once has n8n's image and is not healthy or unhealthy: the image has
        // no health check.
        return Object.values(states).every((state) => state === 'healthy' || state === 'exited 0')
          ? true
          : undefined;
      },
      { withinMs: 180_000, everyMs: 500, signal },
    );
    return states;
  }

  /** Ids or names of the containers, volumes or networks that still belong to this project. */
  async left(kind: 'container' | 'volume' | 'network'): Promise<readonly string[]> {
    const list = kind === 'container' ? ['ps', '--all'] : [kind, 'ls'];
    const { stdout } = await execa('docker', [
      ...list,
      '--quiet',
      '--filter',
      `label=com.docker.compose.project=${this.#project}`,
    ]);
    return stdout.split('\n').filter((line) => line !== '');
  }

  /** All volumes in use, also those without a name. */
  async volumes(): Promise<readonly string[]> {
    return (await this.containers()).flatMap(({ Mounts }) =>
      Mounts.flatMap(({ Type, Name }) => (Type === 'volume' && Name !== undefined ? [Name] : [])),
    );
  }
}

export async function volumeExists(name: string): Promise<boolean> {
  return (await execa('docker', ['volume', 'inspect', name], { reject: false })).exitCode === 0;
}
