import { cacheLayout } from '../../machine/cache.ts';
import type { Progress } from '../../model/progress.ts';
import { usageError } from '../../model/usage-error.ts';
import { loadInstaller, type InstallProgress } from '../../n8n/index.ts';
import type { Installer } from './backend.ts';

/** Turns the progress of an installation into progress of a run. */
const installing = ({ version, ...rest }: InstallProgress): Progress => ({
  kind: 'installing',
  target: version,
  ...rest,
});

/** The installer as the command line sees it. */
export const realInstaller: Installer = {
  async install(text, { signal, onProgress }) {
    const { ensureInstalled, resolveTarget } = await loadInstaller();
    const target = await resolveTarget(text);
    if (target.kind === 'path')
      throw usageError(
        `Could not install ${text}: a folder is used as it is.`,
        'Give a version to install.',
      );
    if (target.because !== undefined)
      onProgress({ kind: 'note', text: `${text} is ${target.version}, ${target.because}.` });
    const { version, directory } = await ensureInstalled(
      target.version,
      (progress) => onProgress(installing(progress)),
      signal,
    );
    return { version, directory };
  },
  requirePublished: async (text, signal) => (await loadInstaller()).requirePublished(text, signal),
  async list() {
    const { listInstalled } = await loadInstaller();
    return (await listInstalled()).map(({ version, directory, sizeBytes }) => ({
      version,
      directory,
      bytes: sizeBytes,
    }));
  },
  remove: async (version, signal) => (await loadInstaller()).removeVersion(version, signal),
  where: async (version) =>
    (await realInstaller.list()).find((installed) => installed.version === version)?.directory,
  async refresh(signal, say) {
    const { refreshKnownVersions } = await loadInstaller();
    const { versions } = await refreshKnownVersions({
      signal,
      onChecked: (version, problem) => say(`${version}: ${problem ?? 'can be installed'}`),
    });
    return versions.map(({ version }) => version);
  },
  async clean() {
    return (await loadInstaller()).sweepUnderLock(cacheLayout());
  },
};
