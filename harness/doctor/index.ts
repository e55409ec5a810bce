import type { Baseline } from '../model/baseline.ts';
import { type Diagnosis } from '../model/diagnosis.ts';
import { defectsIn } from './defects.ts';
import { diagnose } from './diagnose.ts';
import { told, withheld } from './snapshot/fact.ts';
import type { Snapshot } from './snapshot/snapshot.ts';
import { readDatabase, type DatabaseOptions } from './sources/database.ts';
import { readExport, type ExportOptions } from './sources/export.ts';
import { readInstance, type InstanceOptions } from './sources/instance.ts';
import { askTokenHosts, type TokenHosts } from './token-hosts.ts';

/** Where `doctor` looks. */
export type DoctorSource =
  | ({ readonly kind: 'instance' } & InstanceOptions)
  | ({ readonly kind: 'export' } & ExportOptions)
  | ({ readonly kind: 'database' } & DatabaseOptions);

export interface DoctorOptions {
  readonly source: DoctorSource;
  /** True when hosts of token endpoints may be asked for the time. */
  readonly askProvider: boolean;
  readonly baselines: readonly Baseline[];
  readonly harness: string;
  readonly signal: AbortSignal;
}

/**
 * Looks over an n8n and says what will stop its workflows. Changes nothing anywhere.
 * @throws HarnessError 64 or 75 when there is nothing to look at, or it may not be looked at
 */
export async function examine({
  source,
  askProvider,
  baselines,
  harness,
  signal,
}: DoctorOptions): Promise<Diagnosis> {
  const snapshot = await read(source, signal);
  const tokenHosts: TokenHosts = askProvider
    ? await askTokenHosts(tokenUrls(snapshot), signal)
    : withheld('token hosts are asked only with --ask-provider');
  return diagnose(snapshot, { defects: defectsIn(baselines), tokenHosts }, harness);
}

async function read(source: DoctorSource, signal: AbortSignal): Promise<Snapshot> {
  switch (source.kind) {
    case 'instance':
      return readInstance(source, signal);
    case 'export':
      return readExport(source);
    case 'database':
      return readDatabase(source);
  }
}

const tokenUrls = ({ credentials }: Snapshot): readonly string[] =>
  (told(credentials) ?? []).flatMap(({ settings }) => {
    const known = told(settings);
    const url = known === undefined ? undefined : told(known.tokenUrl);
    return url === undefined || url === '' ? [] : [url];
  });
