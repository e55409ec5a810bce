import type { ProcessName, SystemUnderTest } from '../../model/system.ts';

/** n8n's own processes that are there all the time, without the services that it uses. */
export const ownProcesses = ({ processes }: SystemUnderTest): readonly ProcessName[] =>
  processes.filter((name) => name === 'main' || name.startsWith('worker-'));
