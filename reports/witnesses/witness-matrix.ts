import type { Results, ScenarioResult } from '../../harness/model/results.ts';
import type { Sighting, Witnessed, WitnessedFailure } from '../../harness/model/witness.ts';

/** What one witness is to one failure. */
export type WitnessCell =
  | { readonly state: 'named' | 'showed'; readonly sighting: Sighting }
  | { readonly state: 'nothing' }
  | { readonly state: 'absent'; readonly why: string };

/** A failure, with a cell for each witness. */
export interface WitnessRow {
  readonly result: ScenarioResult;
  readonly failure: WitnessedFailure;
  /** In the order of the matrix's witnesses. */
  readonly cells: readonly WitnessCell[];
  /** True when no witness showed it. */
  readonly unseen: boolean;
}

export interface WitnessColumn {
  readonly name: string;
  readonly title: string;
  /** Why it was nowhere there; undefined when it was in some scenario. */
  readonly absent: string | undefined;
  /** What kept it from showing more than it did. */
  readonly note: string | undefined;
  /** Executions that did their work, of which it showed a failure. */
  readonly falseAlarms: number;
}

/** Every failure of a run and what each witness showed of it. */
export interface WitnessMatrix {
  readonly columns: readonly WitnessColumn[];
  /** Those that no witness showed first, then by how many did. */
  readonly rows: readonly WitnessRow[];
}

function cellOf(name: string, witnessed: Witnessed, failure: WitnessedFailure): WitnessCell {
  const known = witnessed.witnesses.find((one) => one.name === name);
  if (known === undefined) return { state: 'absent', why: 'not known to that run' };
  if (known.absent !== undefined) return { state: 'absent', why: known.absent };
  const sighting = failure.shown.find(({ witness }) => witness === name);
  return sighting === undefined ? { state: 'nothing' } : { state: sighting.level, sighting };
}

/** The ledger is the provider's: an operator of n8n alone cannot look there. */
const seenInN8n = ({ failure }: WitnessRow): number =>
  failure.shown.filter(({ witness }) => witness !== 'ledger').length;

function columnsOf(all: readonly Witnessed[]): readonly WitnessColumn[] {
  const names = new Map(
    all.flatMap(({ witnesses }) => witnesses.map(({ name, title }) => [name, title] as const)),
  );
  return [...names].map(([name, title]) => {
    const here = all.flatMap(({ witnesses }) => witnesses.filter((one) => one.name === name));
    return {
      name,
      title,
      absent: here.every(({ absent }) => absent !== undefined) ? here[0]?.absent : undefined,
      note: here.find(({ note }) => note !== undefined)?.note,
      falseAlarms: here.reduce((sum, one) => sum + (one.falseAlarms ?? 0), 0),
    };
  });
}

/** Undefined when no result of the run says what monitoring showed. */
export function witnessMatrix({
  scenarios,
}: Pick<Results, 'scenarios'>): WitnessMatrix | undefined {
  const all = scenarios.flatMap(({ witnessed }) => witnessed ?? []);
  if (all.length === 0) return undefined;
  const columns = columnsOf(all);
  const rows = scenarios.flatMap((result) =>
    (result.witnessed?.failures ?? []).map((failure): WitnessRow => {
      const { witnessed = { witnesses: [], failures: [] } } = result;
      return {
        result,
        failure,
        cells: columns.map(({ name }) => cellOf(name, witnessed, failure)),
        unseen: failure.shown.length === 0,
      };
    }),
  );
  return {
    columns,
    rows: rows.toSorted((one, other) => seenInN8n(one) - seenInN8n(other) || byShown(one, other)),
  };
}

const byShown = (one: WitnessRow, other: WitnessRow): number =>
  one.failure.shown.length - other.failure.shown.length;
