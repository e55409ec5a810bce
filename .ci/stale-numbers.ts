/** What the code says today about numbers that the docs repeat. */
export interface Facts {
  readonly scenarios: number;
  readonly presets: number;
  /** Entries of each baseline by its n8n: all of them, and those that speak of one process. */
  readonly known: ReadonlyMap<string, { readonly all: number; readonly single: number }>;
}

/**
 * The numbers on a page that the code contradicts, one sentence each. It reads transcripts of a run
 * of everything (`$ npm start` alone) and what is said of real providers.
 */
export function staleNumbers(page: string, facts: Facts): readonly string[] {
  const transcripts = [...page.matchAll(/^```\n(\$ npm start\n[^]*?)^```/gm)];
  return [
    ...transcripts.flatMap(([, text = '']) => inTranscript(text, facts)),
    ...[...page.matchAll(/(\d+) real providers/g)].flatMap(([, told]) =>
      differs('real providers', told, facts.presets),
    ),
  ];
}

const differs = (what: string, told: string | number | undefined, is: number): string[] =>
  Number(told) === is ? [] : [`${String(told)} ${what} are told, there are ${is}`];

const TOTALS = /^scenarios +pass +fail.*\n([\d ]+)$/m;
const BASELINE = /^Baseline ([\d.]+)\.yaml .*: (\d+) of (\d+) known failures not tried/m;

function inTranscript(text: string, { scenarios, known }: Facts): readonly string[] {
  const [, row] = TOTALS.exec(text) ?? [];
  if (row === undefined) return ['a run of everything is told without its totals'];
  const [all = 0, ...parts] = row.trim().split(/\s+/).map(Number);
  const found = [
    ...differs('scenarios', all, scenarios),
    ...differs(
      'results',
      parts.reduce((sum, one) => sum + one, 0),
      all,
    ),
  ];
  const [, version = '', idle, entries] = BASELINE.exec(text) ?? [];
  const listed = known.get(version);
  if (listed === undefined) return [...found, `there is no baseline of n8n '${version}'`];
  return [
    ...found,
    ...differs('known failures', entries, listed.all),
    ...differs('known failures that are not tried', idle, listed.all - listed.single),
    ...differs('failures that were known', parts[2], listed.single),
  ];
}
