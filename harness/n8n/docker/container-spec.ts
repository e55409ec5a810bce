import type { ProcessName } from '../../model/system.ts';
import type { ContainerSpec } from './engine.ts';
import { dockerName, labelsOf } from './labels.ts';

const MIB = 1024 ** 2;

/**
 * What a container may use: several times what it does use, so that only one gone wrong meets it.
 */
const LIMITS = {
  n8n: { Memory: 2048 * MIB, PidsLimit: 1024 },
  postgres: { Memory: 1024 * MIB, PidsLimit: 512 },
  redis: { Memory: 256 * MIB, PidsLimit: 128 },
} as const;

export interface ContainerOptions {
  readonly service: ProcessName;
  readonly kind: keyof typeof LIMITS;
  readonly image: string;
  readonly lease: string;
  /** Name of the network; in it the container is called as its service is. */
  readonly network: string;
  /** Port it listens on, and where that is on this machine's 127.0.0.1. */
  readonly port: { readonly inside: number; readonly here: number };
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Folders and files of this machine, by where they are inside. */
  readonly mounts?: Readonly<
    Record<string, { readonly source: string; readonly readOnly?: boolean }>
  >;
  readonly user?: string;
}

/** How a container of ours is made, whatever is in it. */
export function containerSpec({
  service,
  kind,
  image,
  lease,
  network,
  port,
  command,
  environment,
  mounts = {},
  user,
}: ContainerOptions): ContainerSpec {
  const inside = `${port.inside}/tcp`;
  const { Memory, PidsLimit } = LIMITS[kind];
  return {
    name: dockerName(lease, service),
    Image: image,
    Labels: labelsOf(lease, service),
    Cmd: [...command],
    Env: Object.entries(environment).map(([name, value]) => `${name}=${value}`),
    ExposedPorts: { [inside]: {} },
    ...(user === undefined ? {} : { User: user }),
    HostConfig: {
      NetworkMode: network,
      // One port for the container's whole life: a random one would be another after each start.
      PortBindings: { [inside]: [{ HostIp: '127.0.0.1', HostPort: String(port.here) }] },
      // z: on a machine with SELinux the container could not read them otherwise.
      Binds: Object.entries(mounts).map(
        ([target, { source, readOnly }]) =>
          `${source}:${target}:${readOnly === true ? 'ro,z' : 'z'}`,
      ),
      Memory,
      MemorySwap: Memory,
      PidsLimit,
      // Its output goes to a log of ours; the daemon need not keep it as well.
      LogConfig: { Type: 'none', Config: {} },
      SecurityOpt: ['no-new-privileges'],
    },
    NetworkingConfig: { EndpointsConfig: { [network]: { Aliases: [service] } } },
  };
}
