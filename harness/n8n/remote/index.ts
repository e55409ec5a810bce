import { usageError } from '../../model/usage-error.ts';
import type { Driver } from '../driver/driver.ts';
import { readAccount, type AccountOptions } from './account.ts';
import { admitRun, type InstanceUse } from './admit.ts';
import { remoteCapabilities } from './capabilities.ts';
import type { RemoteInstance } from './open-session.ts';
import { isRemoteText, parseRemoteAddress } from './remote-address.ts';
import type { ProviderPlace } from './remote-target.ts';
import { intention, REMOTE_OPTIONS } from './run-options.ts';

/** A running instance after a successful login. */
interface RemoteSession {
  readonly instance: RemoteInstance;
  readonly provider: ProviderPlace;
}

/** The driver for an n8n that already runs; it uses only the REST API. */
export const remote: Driver<InstanceUse, RemoteSession> = {
  name: 'remote',
  forms: ['the address of a running instance (https://…)'],
  owns: isRemoteText,
  startsN8n: false,
  options: REMOTE_OPTIONS,
  admit: admitRun,
  intention,
  async parse(text, signal, access) {
    const address = parseRemoteAddress(text);
    if (access === undefined) return { text, what: address.url };
    const { openSession } = await import('./open-session.ts');
    const instance = await openSession(address, access.account, signal);
    return { text, what: address.url, session: { instance, provider: access.provider } };
  },
  async create({ what, session }, { onProgress }) {
    if (session === undefined)
      throw usageError(`Could not use ${what}: nobody has logged in there.`);
    const { remoteTarget } = await import('./remote-target.ts');
    return remoteTarget(session.instance, { provider: session.provider, onProgress });
  },
  capabilities: () => remoteCapabilities,
  cleanUp: {
    pending: async () => (await import('./clean-instance.ts')).remoteRemains(),
    async admit(text, options, asker) {
      const { url } = parseRemoteAddress(text);
      return { url, account: await readAccount(url, options as AccountOptions, asker) };
    },
    at: async ({ url, account }, how) =>
      (await import('./clean-instance.ts')).cleanInstance(url, account, how),
  },
};
