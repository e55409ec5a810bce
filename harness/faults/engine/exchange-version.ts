import { HarnessError } from '../../model/error.ts';
import type { DataOfVersion, WhichVersion } from '../../model/system.ts';
import { systemOf, type TargetFaultContext } from './define-target-fault.ts';
import { hungUp } from './hung-up.ts';
import type { Struck } from './moment.ts';
import { ownProcesses } from './own-processes.ts';

/** How the version that runs is brought to its end. */
export type EndOfVersion = 'stopped' | 'killed';

/**
 * Ends all processes of n8n and starts them as its other version. Resolves to what was done, in
 * words that follow the moment.
 */
export async function exchangeVersion(
  { client, signal, exchangeVersion: record }: TargetFaultContext,
  to: WhichVersion,
  {
    data,
    end,
    struck,
  }: {
    readonly data: DataOfVersion;
    readonly end: EndOfVersion;
    readonly struck?: Struck | undefined;
  },
): Promise<string> {
  const system = systemOf(client);
  const { versions } = system;
  if (versions === undefined)
    throw new HarnessError(
      'capability-missing',
      'Could not exchange the version of n8n: it was not started on an older one.',
    );
  const names = { from: versions[to === 'newer' ? 'older' : 'newer'], to: versions[to] };
  await record({ ...names, data }, async () => {
    await Promise.all(
      ownProcesses(system).map((name) =>
        end === 'killed' ? system.kill(name, signal) : system.stop(name, signal),
      ),
    );
    if (struck?.waits === true) await hungUp(struck, signal);
    await system.startAs(to, data, signal);
  });
  return `n8n ${names.from} was ${end}, and n8n ${names.to} started on ${
    data === 'copy' ? 'a copy of its data from before the upgrade' : 'its data'
  }`;
}
