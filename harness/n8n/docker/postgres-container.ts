import { newSecret } from '../../machine/new-secret.ts';
import type { ProcessEvent } from '../../model/target.ts';
import type { DatabaseAddress } from '../driver/database.ts';
import { postgresAnswers } from '../driver/service-answers.ts';
import { POSTGRES_SETTINGS } from '../driver/service-settings.ts';
import { ContainerService } from './container-service.ts';
import { containerSpec } from './container-spec.ts';
import type { Docker } from './engine.ts';

export interface ServiceContainerOptions {
  readonly docker: Docker;
  readonly image: string;
  readonly lease: string;
  readonly network: string;
  /** Port on 127.0.0.1 of this machine. */
  readonly port: number;
  readonly logFile: string;
  readonly onProcess: (event: ProcessEvent) => void;
}

/**
 * A service that n8n uses, with its address for this machine (`here`) and for n8n in the same
 * network (`there`).
 */
export interface ServiceContainer<Address> {
  readonly service: ContainerService;
  readonly here: Address;
  readonly there: Address;
}

const PORT = 5432;
const USER = 'n8n';
const DATABASE = 'n8n';
const READY_WITHIN_MS = 120_000;

/**
 * Makes a Postgres container for one n8n. It does not start it yet. Its data is in the image's
 * volume, which is removed with the container.
 */
export function createPostgresContainer({
  docker,
  image,
  lease,
  network,
  port,
  logFile,
  onProcess,
}: ServiceContainerOptions): ServiceContainer<DatabaseAddress> {
  const password = newSecret();
  const login = { dialect: 'postgres', database: DATABASE, user: USER, password } as const;
  const here = { ...login, host: '127.0.0.1', port };
  const spec = containerSpec({
    service: 'postgres',
    kind: 'postgres',
    image,
    lease,
    network,
    port: { inside: PORT, here: port },
    command: ['postgres', ...POSTGRES_SETTINGS],
    environment: {
      POSTGRES_USER: USER,
      POSTGRES_DB: DATABASE,
      POSTGRES_PASSWORD: password,
      POSTGRES_INITDB_ARGS: '--no-sync',
      TZ: 'UTC',
    },
  });
  const service = new ContainerService({
    name: 'postgres',
    what: `Postgres (${image})`,
    docker,
    spec,
    logFile,
    onProcess,
    ready: () => postgresAnswers(here),
    secrets: [password],
    withinMs: READY_WITHIN_MS,
  });
  return { service, here, there: { ...login, host: 'postgres', port: PORT } };
}
