import { createEmbeddedTarget } from '../n8n/embedded/embedded-target.ts';
import { inspectPath } from '../n8n/install/inspect-path.ts';
import { resolveTarget as resolveText } from '../n8n/install/resolve-target.ts';
import type { Services } from './services.ts';

/** Finds out what a target text stands for. A folder is looked into here, so that a wrong one stops the run before it starts. */
export const resolveTarget: Services['resolveTarget'] = async (text, signal) => {
  const target = await resolveText(text);
  return target.kind === 'version' ? { text, what: target.version } : { text, what: (await inspectPath(target.dir, signal)).directory };
};

/** Makes a target ready to be started: n8n is on disk when this resolves. */
export const createTarget: Services['createTarget'] = ({ text, what, deployment }, options) => createEmbeddedTarget(text.startsWith('path:') ? text : what, { ...options, ...(deployment === undefined ? {} : { deployment }) });
