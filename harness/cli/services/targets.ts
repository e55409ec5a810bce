import { imageOf, isDockerTarget } from '../../n8n/docker/images.ts';
import { createEmbeddedTarget } from '../../n8n/embedded/embedded-target.ts';
import { openSession } from '../../n8n/remote/open-session.ts';
import { isRemoteText, parseRemoteAddress } from '../../n8n/remote/remote-address.ts';
import { remoteTarget } from '../../n8n/remote/remote-target.ts';
import { inspectPath } from '../../n8n/install/inspect-path.ts';
import { resolveTarget as resolveText } from '../../n8n/install/resolve-target.ts';
import type { Services } from './services.ts';

/**
 * Finds out what a target text stands for. A folder is looked into here, and a running instance
 * logged in to, so that a wrong one stops the run before it starts.
 */
export const resolveTarget: Services['resolveTarget'] = async (text, signal, remote) => {
  if (isRemoteText(text)) {
    const address = parseRemoteAddress(text);
    return {
      text,
      what: address.url,
      ...(remote === undefined
        ? {}
        : {
            remote: {
              instance: await openSession(address, remote.account, signal),
              provider: remote.provider,
            },
          }),
    };
  }
  if (isDockerTarget(text)) return { text, what: imageOf(text) };
  const target = await resolveText(text);
  return target.kind === 'version'
    ? { text, what: target.version }
    : { text, what: (await inspectPath(target.dir, signal)).directory };
};

/**
 * Makes a target ready to be started: n8n is on disk, its image in Docker, or it runs, when this
 * resolves.
 */
export const createTarget: Services['createTarget'] = async (
  { text, what, deployment, remote },
  options,
) => {
  if (remote !== undefined)
    return remoteTarget(remote.instance, {
      provider: remote.provider,
      onProgress: options.onProgress,
    });
  const all = { ...options, ...(deployment === undefined ? {} : { deployment }) };
  if (isDockerTarget(text))
    return (await import('../../n8n/docker/docker-target.ts')).createDockerTarget(text, all);
  return createEmbeddedTarget(text.startsWith('path:') ? text : what, all);
};
