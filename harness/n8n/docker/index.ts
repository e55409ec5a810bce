import type { Driver } from '../driver/driver.ts';
import { dockerCapabilities } from './capabilities.ts';
import { imageOf, isDockerTarget } from './images.ts';

/** The driver that runs n8n, Postgres and Redis in containers. */
export const docker: Driver = {
  name: 'docker',
  forms: ['docker:<version>', 'docker:<image>'],
  owns: isDockerTarget,
  startsN8n: true,
  parse: async (text) => ({ text, what: imageOf(text) }),
  create: async ({ text, deployment }, options) =>
    (await import('./docker-target.ts')).createDockerTarget(text, {
      ...options,
      ...(deployment === undefined ? {} : { deployment }),
    }),
  capabilities: dockerCapabilities,
  cleanUp: {
    inDaemon: async (daemon, lease) =>
      (await import('./remove-leftovers.ts')).removeFromDaemon(daemon, lease),
  },
};
