import { imageOf, isDockerTarget } from '../n8n/docker/images.ts';
import { createEmbeddedTarget } from '../n8n/embedded/embedded-target.ts';
import { inspectPath } from '../n8n/install/inspect-path.ts';
import { resolveTarget as resolveText } from '../n8n/install/resolve-target.ts';
import type { Services } from './services.ts';

/** Finds out what a target text stands for. A folder is looked into here, so that a wrong one stops the run before it starts. */
export const resolveTarget: Services['resolveTarget'] = async (text, signal) => {
  if (isDockerTarget(text)) return { text, what: imageOf(text) };
  const target = await resolveText(text);
  return target.kind === 'version' ? { text, what: target.version } : { text, what: (await inspectPath(target.dir, signal)).directory };
};

/** Makes a target ready to be started: n8n is on disk, or its image in Docker, when this resolves. */
export const createTarget: Services['createTarget'] = async ({ text, what, deployment }, options) => {
  const all = { ...options, ...(deployment === undefined ? {} : { deployment }) };
  if (isDockerTarget(text)) return (await import('../n8n/docker/docker-target.ts')).createDockerTarget(text, all);
  return createEmbeddedTarget(text.startsWith('path:') ? text : what, all);
};
