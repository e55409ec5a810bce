import { chownSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcessEvent } from '../../model/target.ts';
import { n8nEnvironment, type N8nSettings } from '../driver/n8n-environment.ts';
import type { N8nRole } from '../driver/n8n-role.ts';
import { ContainerService } from './container-service.ts';
import { containerSpec } from './container-spec.ts';
import type { Docker } from './engine.ts';
import { sharedEnvironment, type SharedFolder } from './shared-folder.ts';

/**
 * Path of n8n's user folder in the container. The image's own folder is not used: it belongs to a
 * user as which the container may not run.
 */
const HOME = '/oauth-chaos/home';

/** Port of the task-runner broker. Each container has its own ports, so the number may be fixed. */
const BROKER_PORT = 5679;

/** User id of `node` in every official Node and n8n image. */
const NODE_USER = 1000;

export interface N8nContainerOptions {
  readonly role: N8nRole;
  readonly docker: Docker;
  readonly image: string;
  readonly lease: string;
  readonly network: string;
  /**
   * Port on 127.0.0.1 of this machine. It is the same in the container, so that n8n reports its own
   * address correctly.
   */
  readonly port: number;
  readonly settings: Pick<N8nSettings, 'encryptionKey' | 'database' | 'redis' | 'chosen'>;
  readonly shared: SharedFolder;
  /**
   * Folder of this start. The log is `<directory>/<name>.log`, the user folder
   * `<directory>/user/<home>`.
   */
  readonly directory: string;
  readonly onProcess: (event: ProcessEvent) => void;
  readonly secrets: readonly string[];
}

/** One container of n8n, not started yet. */
export function createN8nContainer(options: N8nContainerOptions): ContainerService {
  const {
    role,
    docker,
    image,
    lease,
    network,
    port,
    settings,
    shared,
    directory,
    onProcess,
    secrets,
  } = options;
  const { name, what, command, ready, announces, finishes } = role;
  const userFolder = join(directory, 'user', role.home);
  const user = ownerOf(userFolder);
  const spec = containerSpec({
    service: name,
    kind: 'n8n',
    image,
    lease,
    network,
    port: { inside: port, here: port },
    command,
    environment: {
      HOME,
      ...n8nEnvironment({
        ...settings,
        userFolder: HOME,
        listen: '0.0.0.0',
        ports: { web: port, broker: BROKER_PORT },
      }),
      ...sharedEnvironment(),
    },
    mounts: { [HOME]: { source: userFolder }, ...shared.mounts },
    ...(user === undefined ? {} : { user }),
  });
  return new ContainerService({
    name,
    what,
    logFile: join(directory, `${name}.log`),
    docker,
    spec,
    onProcess,
    ready,
    announces,
    finishes,
    secrets,
  });
}

/**
 * Creates the user folder and returns the user as which the container runs: the one who runs the
 * harness, so that the harness can also remove the folder. n8n never runs as root: when the harness
 * does, the container runs as `node`. Outside Linux the daemon's virtual machine handles the
 * ownership of files.
 */
function ownerOf(userFolder: string): string | undefined {
  mkdirSync(userFolder, { recursive: true });
  if (process.platform !== 'linux' || process.getuid === undefined || process.getgid === undefined)
    return undefined;
  if (process.getuid() !== 0) return `${process.getuid()}:${process.getgid()}`;
  chownSync(userFolder, NODE_USER, NODE_USER);
  return `${NODE_USER}:${NODE_USER}`;
}
