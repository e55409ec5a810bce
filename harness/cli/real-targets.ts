import type { Target, TargetInfo } from '../model/target.ts';
import { startEmbedded } from '../n8n/driver/start-embedded.ts';
import { ensureInstalled } from '../n8n/install/ensure-installed.ts';
import { inspectPath } from '../n8n/install/inspect-path.ts';
import type { InstalledN8n } from '../n8n/install/installed-n8n.ts';
import { resolveTarget as resolveText } from '../n8n/install/resolve-target.ts';
import { installing } from './real-installer.ts';
import type { Services, TargetChoice } from './services.ts';

/** Finds out what a target text stands for. A folder is looked into here, so that a wrong one stops the run before it starts. */
export const resolveTarget: Services['resolveTarget'] = async (text, signal): Promise<TargetChoice> => {
  const target = await resolveText(text);
  return target.kind === 'version' ? { text, what: target.version } : { text, what: (await inspectPath(target.dir, signal)).directory };
};

/** Makes a target ready to be started: n8n is on disk when this resolves. */
export const createTarget: Services['createTarget'] = async ({ text, what }, { signal, onProgress }): Promise<Target> => {
  if (text.startsWith('path:')) return embedded(text, await inspectPath(what, signal), 0);
  const before = performance.now();
  const installed = await ensureInstalled(what, (progress) => onProgress(installing(progress)), signal);
  return embedded(what, installed, performance.now() - before);
};

function embedded(id: string, installed: InstalledN8n, installMs: number): Target {
  const info: TargetInfo = { id, n8n: installed.version, topology: 'single', driver: 'embedded', node: installed.nodeVersion, overrides: { ...installed.overrides } };
  return { id, info, installMs, start: (options) => startEmbedded(installed, info, options) };
}
