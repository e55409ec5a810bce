import { HarnessError } from '../../model/error.ts';
import type {
  DataOfVersion,
  ProcessName,
  SystemUnderTest,
  WhichVersion,
} from '../../model/system.ts';
import { systemOf, type TargetFaultContext } from './define-target-fault.ts';
import { hungUp } from './hung-up.ts';
import type { Struck } from './moment.ts';
import { ownProcesses } from './own-processes.ts';

/** How processes are exchanged for others of another version. */
export interface Exchange {
  readonly to: WhichVersion;
  readonly data: DataOfVersion;
  /** How those of the version that runs are brought to their end. */
  readonly end: 'stopped' | 'killed';
  /** All of n8n's own processes when missing. */
  readonly processes?: readonly ProcessName[];
}

/** Ends processes of n8n and starts them as its other version. */
export async function exchangeProcesses(
  system: SystemUnderTest,
  { to, data, end, processes = ownProcesses(system) }: Exchange,
  signal: AbortSignal,
  whenEnded: () => Promise<void> = async () => undefined,
): Promise<void> {
  await Promise.all(
    processes.map((name) =>
      end === 'killed' ? system.kill(name, signal) : system.stop(name, signal),
    ),
  );
  await whenEnded();
  await system.startAs(to, data, processes, signal);
}

/**
 * Exchanges the version of n8n, and records it. Resolves to what was done, in words that follow the
 * moment.
 */
export async function exchangeVersion(
  { client, signal, exchangeVersion: record }: TargetFaultContext,
  exchange: Exchange,
  struck?: Struck,
): Promise<string> {
  const system = systemOf(client);
  const { versions } = system;
  if (versions === undefined)
    throw new HarnessError(
      'capability-missing',
      'Could not exchange the version of n8n: it was not started on an older one.',
    );
  const { to, data, end, processes } = exchange;
  const names = { from: versions[to === 'newer' ? 'older' : 'newer'], to: versions[to] };
  await record({ ...names, data }, () =>
    exchangeProcesses(system, exchange, signal, async () => {
      if (struck?.waits === true) await hungUp(struck, signal);
    }),
  );
  const what = processes === undefined ? 'n8n' : `${processes.join(' and ')} of n8n`;
  return `${what} ${names.from} was ${end}, and n8n ${names.to} started on ${
    data === 'copy' ? 'a copy of its data from before the upgrade' : 'its data'
  }`;
}
