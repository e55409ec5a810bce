import { createHash } from 'node:crypto';
import { HarnessError } from '../../model/error.ts';
import type { Topology } from '../driver/topology.ts';

const PREFIX = 'docker:';
const OFFICIAL = 'n8nio/n8n';

/**
 * The images of n8n's services and the variables that override them. docker-compose.yml uses the
 * same images.
 */
const SERVICES = {
  postgres: { variable: 'OAUTH_CHAOS_POSTGRES_IMAGE', image: 'postgres:17-trixie' },
  redis: { variable: 'OAUTH_CHAOS_REDIS_IMAGE', image: 'redis:7-bookworm' },
} as const;

const TAG = /^\w[\w.-]{0,127}$/;

/** An image reference as the distribution specification defines it: registry, path, tag, digest. */
const REFERENCE =
  /^(?:[a-zA-Z0-9][\w.-]*(?::\d+)?\/)?[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*(?::\w[\w.-]{0,127})?(?:@sha256:[a-f0-9]{64})?$/;

/** True for a target text that asks for n8n in a container. */
export const isDockerTarget = (text: string): boolean => text.startsWith(PREFIX);

/**
 * The image that a target text means.
 * @example imageOf('docker:2.41.1') // 'n8nio/n8n:2.41.1'
 * @example imageOf('docker:ghcr.io/acme/n8n:2.41.1') // 'ghcr.io/acme/n8n:2.41.1'
 * @throws HarnessError `target-malformed` (64)
 */
export function imageOf(text: string): string {
  const wanted = text.slice(PREFIX.length);
  if (!/[/:]/.test(wanted)) {
    if (TAG.test(wanted)) return `${OFFICIAL}:${wanted}`;
    throw malformed(text, 'it names no version and no image');
  }
  return reference(wanted, () => malformed(text, `'${wanted}' is not the name of an image`));
}

/**
 * Name of the target that a text means; also used as a folder name.
 * @example nameOf('docker:2.41.1') // 'docker-2.41.1'
 */
export function nameOf(text: string): string {
  const image = imageOf(text);
  if (image.startsWith(`${OFFICIAL}:`)) return `docker-${image.slice(OFFICIAL.length + 1)}`;
  // Two registries may have an image with the same name, so the id contains a hash of the full
  // reference.
  const fingerprint = createHash('sha256').update(image).digest('hex').slice(0, 8);
  const last = image
    .slice(image.lastIndexOf('/') + 1)
    .replace(/@sha256:([a-f0-9]{12}).*$/, '-$1')
    .replaceAll(/[^\w.-]/g, '-');
  return `docker-${last}-${fingerprint}`;
}

/**
 * Images of the services a topology needs, by service.
 * @throws HarnessError `usage` (64) for a variable that names no image
 */
export function serviceImages(
  topology: Topology,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Readonly<Partial<Record<keyof typeof SERVICES, string>>> {
  if (topology === 'single') return {};
  const postgres = serviceImage('postgres', env);
  return topology === 'postgres' ? { postgres } : { postgres, redis: serviceImage('redis', env) };
}

function serviceImage(
  service: keyof typeof SERVICES,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const { variable, image } = SERVICES[service];
  const chosen = env[variable];
  if (chosen === undefined || chosen === '') return image;
  return reference(
    chosen,
    () =>
      new HarnessError(
        'usage',
        `Could not use ${variable}: '${chosen}' is not the name of an image.`,
        { hint: `For example ${variable}=${image}`, exitCode: 64 },
      ),
  );
}

function reference(text: string, refused: () => HarnessError): string {
  if (!REFERENCE.test(text)) throw refused();
  // Without a tag the daemon would pull every tag of the image.
  return /[:@][^/]*$/.test(text) ? text : `${text}:latest`;
}

function malformed(text: string, reason: string): HarnessError {
  return new HarnessError('target-malformed', `Could not read target '${text}': ${reason}.`, {
    hint: 'Write docker:2.41.1 for n8nio/n8n:2.41.1, or docker:registry/name:tag for any other image of n8n.',
    exitCode: 64,
  });
}
