import type { HarnessError } from '../../model/error.ts';
import type { Coverage, CoveredFault } from '../../plan/coverage/measure-coverage.ts';
import { metInRun, together, type RunCoverage } from '../../plan/coverage/met-in-run.ts';
import { openRun } from '../../store/open-run.ts';
import { RUNS } from '../arguments/run-options.ts';
import { printLine, type CliContext } from '../context.ts';
import { table } from '../terminal/table.ts';

interface Asked {
  readonly json: boolean;
  /** Runs that tell what was met; the latest one without. */
  readonly run: readonly string[] | undefined;
}

/** What is said of a run beside its numbers. */
interface OfRun {
  readonly met: RunCoverage | undefined;
  readonly note: string | undefined;
}

/** Codes of errors that only say that there is no run to tell anything. */
const NO_RUN: ReadonlySet<string> = new Set(['run-not-found', 'latest-not-begun']);

/** `oauth-chaos list coverage`: what the scenarios cover, and what of it a run has shown. */
export async function listCoverage(context: CliContext, { json, run }: Asked): Promise<void> {
  const { kinds, ...coverage } = await context.backend.coverage();
  const { met, note } = await ofRun(context, coverage, run);
  if (json) {
    const measured = met ?? { run: null, because: note };
    const data = { ...coverage, scenarioKinds: kinds, inRun: measured };
    printLine(context, JSON.stringify(data, null, 2));
    return;
  }
  for (const line of linesOf(coverage, met)) printLine(context, line);
  if (note !== undefined) printLine(context, note);
}

/** What the runs tell that were asked for, or the latest one. */
async function ofRun(
  { backend, cwd }: CliContext,
  coverage: Pick<Coverage, 'faults' | 'presets'>,
  runs: readonly string[] | undefined,
): Promise<OfRun> {
  try {
    const place = { cwd, runs: RUNS, summarise: await backend.summarise() };
    const opened = await Promise.all((runs ?? ['latest']).map((run) => openRun(run, place)));
    const told = together(opened.map(({ results }) => results));
    const met = metInRun(coverage, told);
    const note = `Run ${told.run.id} does not say which faults it met: an older version wrote it. To have it said: oauth-chaos recheck --write ${told.run.id}`;
    return { met, note: met === undefined ? note : undefined };
  } catch (error) {
    if (runs !== undefined || !NO_RUN.has((error as HarnessError).code)) throw error;
    return { met: undefined, note: 'No run tells what n8n met of it.' };
  }
}

const share = (part: number, whole: number): string => `${part} of ${whole}`;

/** Whether a fault was met, on each target. */
const metText = (fault: CoveredFault, met: RunCoverage | undefined): string =>
  fault.neverMet === undefined
    ? (met?.faults[fault.name] ?? []).map((meeting) => meeting.replace('-', ' ')).join(', ')
    : `never met: ${fault.neverMet}`;

function linesOf(
  coverage: Omit<Coverage, 'kinds'>,
  met: RunCoverage | undefined,
): readonly string[] {
  const { faults, presets, rows } = coverage;
  const used = (all: readonly { readonly scenarios: readonly string[] }[]): string =>
    share(all.filter(({ scenarios }) => scenarios.length > 0).length, all.length);
  const counts = (of: Readonly<Record<string, number>>): string =>
    Object.entries(of)
      .map(([word, number]) => `${word} ${number}`)
      .join(', ');
  const covered = rows.filter(({ open }) => open === undefined).length;
  return [
    ...table([
      ['fault', 'scenarios', ...(met === undefined ? [] : [targetsText(met)])],
      ...faults.map((fault) => [
        fault.name,
        String(fault.scenarios.length),
        ...(met === undefined && fault.neverMet === undefined ? [] : [metText(fault, met)]),
      ]),
    ]),
    '',
    `Faults used: ${used(faults)}. Presets used: ${used(presets)}. Rows covered: ${share(covered, rows.length)}.`,
    ...(met === undefined ? [] : metLines(coverage, met)),
    `By theme: ${counts(coverage.byTheme)}.`,
    `By what goes wrong: ${counts(coverage.byVerb)}.`,
    ...rows.flatMap(({ what, open }) => (open === undefined ? [] : [`Open: ${what}. ${open}`])),
  ];
}

const targetsText = ({ targets }: RunCoverage): string =>
  targets.map(({ target }) => `on ${target}`).join(', ');

/** How many faults and presets each target has met, and each version on any of its targets. */
const metLines = (
  { faults, presets }: Pick<Coverage, 'faults' | 'presets'>,
  met: RunCoverage,
): readonly string[] => [
  ...met.targets.map(({ target }, index) => {
    const faultsMet = faults.filter(({ name }) => met.faults[name]?.[index] === 'met').length;
    const presetsRun = presets.filter(({ name }) => met.presets[name]?.[index] === true).length;
    return `Run ${met.run} on ${target}: faults met ${share(faultsMet, faults.length)}, presets run ${share(presetsRun, presets.length)}.`;
  }),
  ...Object.entries(met.metOnVersion).map(
    ([version, names]) =>
      `n8n ${version}, on any of its targets: faults met ${share(names.length, faults.length)}.`,
  ),
];
