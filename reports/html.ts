import type { ReportContext, ReporterDefinition } from '../harness/model/reporter.ts';
import type { Results, ScenarioResult } from '../harness/model/results.ts';
import { embedData } from './page/embed-data.ts';
import { readViewer } from './page/find-viewer.ts';
import { fitResults } from './page/fit-results.ts';
import { packHistory, packText } from './page/pack-history.ts';
import type { ReportData } from './page/report-data.ts';
import { leftOutWords } from './text/left-out-words.ts';
import { standingOf, worstFirst } from './text/standing.ts';

/** Name of the page within the folder of the run. */
export const PAGE_FILE = 'report.html';

/** How much a page may hold, in characters: browsers cannot open any size. */
export interface PageLimits {
  /** Of results, as JSON: some three thousand of them. */
  readonly results: number;
  /** Of packed histories. */
  readonly histories: number;
}

const PAGE_LIMITS: PageLimits = { results: 24_000_000, histories: 16_000_000 };

/** The html reporter with another viewer or another size; tests use it. */
export const htmlReporterOn = (
  viewer: () => Promise<string>,
  limits: Partial<PageLimits> = {},
): ReporterDefinition => ({
  name: 'html',
  summary: 'report.html: one self-contained page with results, evidence and timelines',
  file: PAGE_FILE,
  create: (context) => ({
    name: 'html',
    async onRunEnd(whole) {
      const most = { ...PAGE_LIMITS, ...limits };
      const page = await viewer();
      const { results, left } = fitResults(whole, most.results);
      if (left !== undefined) context.print(`${PAGE_FILE}: ${leftOutWords(left.counts)}`);
      const { histories, without } = await historiesOf(results, context, most.histories);
      if (without > 0)
        context.print(
          `The page has the histories of the worst results, and not of ${without} others: it would be too large. Those are in the folder of the run.`,
        );
      const screenshots = await screenshotsOf(results, context);
      const known = await context.readSymptoms();
      const symptoms = known === undefined ? undefined : await packText(known);
      return context.save(
        PAGE_FILE,
        embedData(page, { results, left, histories, screenshots, symptoms }),
      );
    },
  }),
});

const byWorst = (results: readonly ScenarioResult[]): readonly ScenarioResult[] =>
  results.toSorted((one, other) => worstFirst(standingOf(one), standingOf(other)));

/** The histories of the worst results, as many as a page may have. */
async function historiesOf(
  { scenarios }: Results,
  context: ReportContext,
  most: number,
): Promise<{ readonly histories: ReportData['histories']; readonly without: number }> {
  const wanted = byWorst(scenarios.filter(({ history }) => history !== undefined));
  const held = new Map<ScenarioResult, string | undefined>();
  let characters = 0;
  for (const result of wanted) {
    const events = await context.readHistory(result);
    const packed = events && (await packHistory(events));
    characters += packed?.length ?? 0;
    if (characters > most) break;
    held.set(result, packed);
  }
  return {
    histories: scenarios.map((result) => held.get(result)),
    without: wanted.length - held.size,
  };
}

/** So much of pictures a page has, in characters of Base64: some hundred of them. */
const MOST_OF_PICTURES = 12_000_000;

/** The pictures of the worst results, as many as a page may have. */
async function screenshotsOf(
  { scenarios }: Results,
  { readScreenshot }: ReportContext,
): Promise<ReportData['screenshots']> {
  const held = new Map<ScenarioResult, (string | undefined)[]>();
  let characters = 0;
  for (const result of byWorst(scenarios.filter(({ screenshots = [] }) => screenshots.length > 0)))
    for (const { file } of result.screenshots ?? []) {
      const png = characters < MOST_OF_PICTURES ? await readScreenshot(file) : undefined;
      const text = png === undefined ? undefined : Buffer.from(png).toString('base64');
      characters += text?.length ?? 0;
      held.set(result, [...(held.get(result) ?? []), text]);
    }
  return scenarios.map((result) => held.get(result));
}

/**
 * The report for people: one page with every result, its evidence and its timeline. It can be
 * opened from disk and loads nothing.
 */
export const htmlReporter = htmlReporterOn(() => readViewer());
