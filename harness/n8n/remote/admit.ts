import { usageError } from '../../model/usage-error.ts';
import type { Admission } from '../driver/driver.ts';
import type { Owner } from '../rest/owner.ts';
import { readAccount } from './account.ts';
import type { ProviderPlace } from './remote-target.ts';
import {
  onlyInstance,
  readProviderPlace,
  requireOwnership,
  type RemoteOptions,
} from './run-options.ts';

/**
 * How the harness uses a running instance; without it the harness sends nothing to the instance.
 */
export interface InstanceUse {
  readonly account: Owner;
  readonly provider: ProviderPlace;
}

/**
 * Decides whether a run may use the instance that it names, and how. Undefined when the run names
 * no instance, or starts nothing.
 * @throws HarnessError exit 64
 */
export async function admitRun({
  texts,
  options,
  reshaped,
  scenarios,
  dryRun,
  asker,
}: Admission): Promise<InstanceUse | undefined> {
  const given = options as RemoteOptions;
  const url = onlyInstance(texts, given);
  if (url === undefined) return undefined;
  if (reshaped)
    throw usageError(
      `Could not use --topology or --env on ${url}: a running instance is what it is.`,
      'They are for an n8n that the harness starts.',
    );
  if (!dryRun) requireOwnership(url, scenarios, given);
  const provider = readProviderPlace(url, given);
  if (dryRun) return undefined;
  return { account: await readAccount(url, given, asker), provider };
}
