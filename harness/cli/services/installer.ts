import { cacheLayout } from '../../machine/cache.ts';
import { ensureInstalled } from '../../n8n/install/ensure-installed.ts';
import type { InstallProgress } from '../../n8n/install/installed-n8n.ts';
import { listInstalled } from '../../n8n/install/list-installed.ts';
import { refreshKnownVersions } from '../../n8n/install/refresh-known-versions.ts';
import { removeVersion } from '../../n8n/install/remove-version.ts';
import { resolveTarget } from '../../n8n/install/resolve-target.ts';
import { sweepUnderLock } from '../../n8n/install/staging-job.ts';
import type { Progress } from '../../model/progress.ts';
import type { InstallerServices } from './services.ts';
import { usageError } from '../arguments/usage-error.ts';

/** An installation's own progress as that of a run. */
const installing = ({ version, ...rest }: InstallProgress): Progress => ({
  kind: 'installing',
  target: version,
  ...rest,
});

/** The installer as the command line sees it. */
export const realInstaller: InstallerServices = {
  async install(text, { signal, onProgress }) {
    const target = await resolveTarget(text);
    if (target.kind === 'path')
      throw usageError(
        `Could not install ${text}: a folder is used as it is.`,
        'Give a version to install.',
      );
    const { version, directory } = await ensureInstalled(
      target.version,
      (progress) => onProgress(installing(progress)),
      signal,
    );
    return { version, directory };
  },
  async list() {
    return (await listInstalled()).map(({ version, directory, sizeBytes }) => ({
      version,
      directory,
      bytes: sizeBytes,
    }));
  },
  remove: (version, signal) => removeVersion(version, signal),
  where: async (version) =>
    (await listInstalled()).find((installed) => installed.version === version)?.directory,
  async refresh(signal, say) {
    const { versions } = await refreshKnownVersions({
      signal,
      onChecked: (version, problem) => say(`${version}: ${problem ?? 'can be installed'}`),
    });
    return versions.map(({ version }) => version);
  },
  async clean() {
    await sweepUnderLock(cacheLayout());
  },
};
