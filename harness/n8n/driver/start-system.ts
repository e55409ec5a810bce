import type { Peer } from '../../../mock-provider/index.ts';
import { newSecret } from '../../machine/new-secret.ts';
import type { Capability } from '../../model/capability.ts';
import type { ProcessName } from '../../model/system.ts';
import type { StartOptions, TargetInfo } from '../../model/target.ts';
import { canDisconnect } from '../rest/credentials.ts';
import { restMonitoring } from '../rest/monitoring.ts';
import { logIn, randomOwner, setUpOwner } from '../rest/owner.ts';
import { reachMap } from '../rest/reach-map.ts';
import { mainServes } from '../rest/readiness.ts';
import { RestClient } from '../rest/rest-client.ts';
import { letProviderThrough, secretValues } from './chosen-settings.ts';
import type { DatabaseAddress } from './database.ts';
import type { N8nSettings, RedisAddress } from './n8n-environment.ts';
import { executeRole, n8nRole, type N8nRole } from './n8n-role.ts';
import { N8nUnderTest } from './n8n-under-test.ts';
import { RunningSystem } from './running-system.ts';
import type { Service } from './service.ts';
import { deploymentInfo, type Deployment } from './topology.ts';

/** What a driver needs to make the service of one n8n process. */
export interface N8nServiceRequest {
  /** The role of the process when it runs a version. */
  readonly role: (version: string) => N8nRole;
  /** Port on 127.0.0.1 of this machine. */
  readonly port: number;
  readonly settings: Pick<N8nSettings, 'encryptionKey' | 'chosen'>;
  /** Texts that must not appear in an error message. */
  readonly secrets: readonly string[];
}

/** What a driver provides so that its services can be started. */
export interface SystemStart<P extends Service> {
  readonly info: TargetInfo;
  /** The version on which it begins, where that is not the one under test. */
  readonly begunOn?: string | undefined;
  readonly deployment: Deployment;
  readonly options: StartOptions;
  readonly capabilities: ReadonlySet<Capability>;
  readonly freePort: () => Promise<number>;
  /** The services that n8n needs, not started yet. */
  readonly services: readonly P[];
  /** Addresses of the services as this machine reaches them. */
  readonly database: DatabaseAddress;
  readonly redis?: RedisAddress | undefined;
  readonly clockFile: string;
  /** File that says what becomes of look-ups; missing where n8n does not read it. */
  readonly lookupFile?: string;
  readonly createService: (request: N8nServiceRequest) => Promise<P>;
  /** Name of the service at the other end of a connection. */
  readonly serviceAt: (peer: Peer, services: readonly P[]) => string | undefined;
  /** An additional check, which runs while the workers start, after the main process is ready. */
  readonly check?: () => Promise<void>;
  /** Releases everything else that belongs to this start. */
  readonly release: () => Promise<void>;
}

/**
 * Starts an n8n: first its services, all at the same time, then the main process, then all workers;
 * then opens the owner's session. The secrets are made here and stay in memory. When something
 * fails, the services that were started are stopped again; the caller releases the rest.
 */
export async function startSystem<P extends Service>(start: SystemStart<P>): Promise<N8nUnderTest> {
  const begun: P[] = [];
  const begin = async (service: P): Promise<void> => {
    begun.push(service);
    await service.start(start.options.signal);
  };
  try {
    return await startInOrder(start, begin);
  } catch (error) {
    await Promise.allSettled(begun.map((service) => service.stop(true)));
    throw error;
  }
}

/** Returns functions that make the services of one n8n, each on its own port. */
function partFactory<P extends Service>(
  start: SystemStart<P>,
  settings: N8nServiceRequest['settings'],
  owner: { readonly password: string },
) {
  const { freePort, database, redis } = start;
  const secrets = [
    ...secretValues(settings.chosen),
    settings.encryptionKey,
    owner.password,
    ...(database.dialect === 'postgres' ? [database.password] : []),
    ...(redis === undefined ? [] : [redis.password]),
  ];
  const createService = (role: N8nServiceRequest['role'], port: number): Promise<P> =>
    start.createService({ role, port, settings, secrets });
  const commands: P[] = [];
  return {
    /** Number of commands so far, including those that have ended. */
    commands,
    async create(name: ProcessName): Promise<{ readonly service: P; readonly baseUrl: string }> {
      const port = await freePort();
      const address = `http://127.0.0.1:${port}`;
      return {
        service: await createService(
          (version) => n8nRole(name, version, address, settings.chosen),
          port,
        ),
        baseUrl: address,
      };
    },
    async createCommand(workflowId: string): Promise<P> {
      const service = await createService(
        (version) => executeRole(`cli-${commands.length + 1}`, version, workflowId),
        await freePort(),
      );
      commands.push(service);
      return service;
    },
  };
}

async function startInOrder<P extends Service>(
  start: SystemStart<P>,
  begin: (service: P) => Promise<void>,
): Promise<N8nUnderTest> {
  const { info, begunOn, deployment, options, capabilities, services } = start;
  const { database, redis, clockFile } = start;
  const { signal } = options;
  await Promise.all(services.map(begin));
  const encryptionKey = newSecret();
  const owner = randomOwner();
  const settings = { ...options.settings, ...deployment.settings };
  const chosen = letProviderThrough(settings, options.provider.there);
  const { create, createCommand, commands } = partFactory(start, { encryptionKey, chosen }, owner);
  const { service: main, baseUrl } = await create('main');
  await begin(main);
  const second = capabilities.has('second-process') ? await create('main-2') : undefined;
  const workers = await Promise.all(
    Array.from(
      { length: deployment.workers },
      async (_, index) => (await create(`worker-${index + 1}`)).service,
    ),
  );
  const rest = new RestClient(baseUrl, (client, limit) => logIn(client, owner, limit));
  await Promise.all([...workers.map(begin), setUpOwner(rest, owner, signal), start.check?.()]);
  const n8n: [P, ...P[]] = [main, ...workers];
  const known = second === undefined ? n8n : [...n8n, second.service];
  const serviceAt = (peer: Peer): string | undefined =>
    start.serviceAt(peer, [...known, ...commands.filter(({ ended }) => !ended.aborted)]);
  const system = new RunningSystem({
    n8n,
    second,
    createCommand,
    services,
    database,
    redis,
    versions: begunOn === undefined ? undefined : { older: begunOn, newer: info.n8n },
    serves: (limit) => mainServes(baseUrl, limit),
    senderOf: serviceAt,
    redisClientOf: serviceAt,
    lookupFile: start.lookupFile,
    release: start.release,
    interrupted: signal,
  });
  return new N8nUnderTest({
    info: { ...info, ...deploymentInfo({ ...deployment, settings: chosen }) },
    capabilities: await withoutMissing(capabilities, rest, signal),
    rest,
    reach: reachMap(options.provider),
    monitoring: restMonitoring(rest, chosen),
    system,
    database,
    encryptionKey,
    clockFile,
    owner,
  });
}

/** The capabilities without those that this version of n8n does not have. */
async function withoutMissing(
  capabilities: ReadonlySet<Capability>,
  rest: RestClient,
  signal: AbortSignal,
): Promise<ReadonlySet<Capability>> {
  const disconnects = await canDisconnect(rest, signal);
  return new Set([...capabilities].filter((one) => one !== 'disconnect' || disconnects));
}
