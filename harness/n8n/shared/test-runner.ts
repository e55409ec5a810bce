import { isMainThread } from 'node:worker_threads';
import { identifyProcess, type ProcessIdentity } from '../../machine/process-identity.ts';
import { HarnessError } from '../../model/error.ts';

/**
 * The process of the test runner, which starts and ends workers: the parent of a worker that is a
 * process, this one when the worker is a thread.
 * @throws HarnessError `lease-failed`
 */
export async function testRunner(): Promise<ProcessIdentity> {
  const runner = await identifyProcess(isMainThread ? process.ppid : process.pid);
  if (runner === null)
    throw new HarnessError(
      'lease-failed',
      'Could not share n8n among workers: the test runner has ended.',
    );
  return runner;
}
