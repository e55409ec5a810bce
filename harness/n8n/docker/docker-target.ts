import { openLease } from '../../machine/lease.ts';
import type { Progress } from '../../model/progress.ts';
import type { StartOptions, Target, TargetInfo } from '../../model/target.ts';
import { deploymentInfo, SINGLE, targetId, type Deployment } from '../driver/topology.ts';
import type { DockerN8n } from './docker-n8n.ts';
import { openEngine, type Engine } from './engine.ts';
import { ensureImage } from './ensure-image.ts';
import { imageOf, nameOf, serviceImages } from './images.ts';
import { inspectImage, type ImageFacts } from './inspect-image.ts';
import { providerPlace } from './provider-place.ts';
import { removeLabelled } from './remove-labelled.ts';
import { startDocker } from './start-docker.ts';

export interface DockerTargetOptions {
  readonly onProgress: (progress: Progress) => void;
  readonly signal?: AbortSignal;
  /** The topology and settings; by default one container on SQLite. */
  readonly deployment?: Deployment;
  /** The container daemon; without it, it is looked for. */
  readonly engine?: Engine;
}

/**
 * Makes a target of the n8n in the image that a target text names. Pulls images when necessary;
 * starts nothing yet.
 * @example const target = await createDockerTarget('docker:2.41.1', { onProgress: () => {} });
 * @throws HarnessError with exit code 64 or 75, see `imageOf`, `openEngine`, `ensureImage` and
 * `inspectImage`
 */
export async function createDockerTarget(
  text: string,
  {
    onProgress,
    signal = new AbortController().signal,
    deployment = SINGLE,
    engine,
  }: DockerTargetOptions,
): Promise<Target> {
  const startedAt = performance.now();
  const id = targetId(nameOf(text), deployment);
  const images = { n8n: imageOf(text), ...serviceImages(deployment.topology) };
  const found = engine ?? (await openEngine());
  const onPull = (phase: string): void =>
    onProgress({
      kind: 'installing',
      target: id,
      phase,
      elapsedMs: Math.round(performance.now() - startedAt),
    });
  const ids: Record<string, string> = {};
  for (const [service, image] of Object.entries(images))
    ids[service] =
      `${image} ${await ensureImage(found.docker, { image, hint: hintFor(service, image), onPull, signal })}`;
  const facts = await look(found, images.n8n, id);
  const place = await providerPlace(found.docker);
  const info: TargetInfo = {
    id,
    n8n: facts.n8n,
    clientName: `n8n ${facts.n8n}`,
    driver: 'docker',
    node: facts.node,
    overrides: {},
    images: ids,
    ...deploymentInfo(deployment),
  };
  const n8n: DockerN8n = { ...facts, engine: found, place, images };
  return {
    id,
    info,
    installMs: Math.round(performance.now() - startedAt),
    provider: {
      host: place.host,
      ...(place.publicUrl === undefined ? {} : { publicUrl: place.publicUrl }),
    },
    start: (options: StartOptions) => startDocker(n8n, info, deployment, options),
  };
}

async function look({ docker, id }: Engine, image: string, label: string): Promise<ImageFacts> {
  const lease = await openLease(label);
  lease.noteDaemon(id);
  try {
    return await inspectImage(docker, image, lease.id);
  } finally {
    // When the container could not be removed, the lease stays, so that it is removed later.
    await removeLabelled(docker, lease.id).then(
      () => lease.release(),
      () => undefined,
    );
  }
}

function hintFor(service: string, image: string): string {
  const elsewhere =
    service === 'n8n'
      ? 'build it from n8n on npm with .ci/images/build.sh of this project, or test n8n without Docker: --n8n <version>'
      : `name another one with OAUTH_CHAOS_${service.toUpperCase()}_IMAGE`;
  return `Fetch it where the registry can be reached (docker pull ${image}; docker save and docker load carry it over), ${elsewhere}.`;
}
