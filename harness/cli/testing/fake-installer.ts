import { HarnessError } from '../../model/error.ts';
import type { Installer } from '../backend/backend.ts';

/** The error for a version that nobody has published. */
export const noSuchVersion = (version: string, exitCode: 64 | 75): HarnessError =>
  new HarnessError(
    'n8n-unknown-version',
    `Could not find n8n ${version}: there is no such version.`,
    { exitCode },
  );

/** An installer that has one version and installs nothing. */
export const fakeInstaller: Installer = {
  install: async (version) => ({ version, directory: `/cache/${version}` }),
  async requirePublished(text) {
    if (text === '99.1.1') throw noSuchVersion(text, 75);
  },
  list: async () => [{ version: '2.41.1', directory: '/cache/2.41.1', bytes: 900_000_000 }],
  async remove(version) {
    if (version === '2.41.1') return { freedBytes: 700_000_000 };
    throw new HarnessError(
      'n8n-not-installed',
      `Could not remove n8n ${version}: it is not installed.`,
      { exitCode: 64 },
    );
  },
  where: async (version) => (version === '2.41.1' ? '/cache/2.41.1' : undefined),
  refresh: async (_, say) => {
    say('2.42.0: cannot be installed');
    return ['2.41.1', '2.41.0'];
  },
  clean: async () => ({ folders: 0, bytes: 0 }),
};
