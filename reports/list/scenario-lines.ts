import type { ScenarioResult } from '../../harness/model/results.ts';
import { wrap } from '../../harness/model/wrap.ts';
import { loadLines } from '../load/load-lines.ts';
import { eventNumbersText } from '../text/event-numbers.ts';
import { formatDuration } from '../text/format-duration.ts';
import { notLookedAtText } from '../text/not-looked-at.ts';
import { endingWords } from '../text/recovery-text.ts';
import { STANDINGS, standingOf } from '../text/standing.ts';
import { paint, symbol, type Colours } from './colours.ts';

/** Maximum width of a line. */
export const LINE_WIDTH = 100;
const NAME_WIDTH = 36;
const INDENT = '    ';

export interface ScenarioLineOptions {
  readonly colours: Colours;
  /** True when the run has several targets: then each of its lines names its own. */
  readonly withTarget: boolean;
}

function headLine(result: ScenarioResult, { colours, withTarget }: ScenarioLineOptions): string[] {
  const standing = standingOf(result);
  const { word } = STANDINGS[standing];
  const name = `${result.name}${result.attempt > 1 ? ` #${result.attempt}` : ''}${withTarget ? ` @ ${result.target}` : ''}`;
  const time = formatDuration(result.durationMs);
  const details = endingWords(result).join(' · ');
  const start = `${symbol(colours, standing)} ${name.padEnd(NAME_WIDTH)}`;
  const length = 2 + Math.max(NAME_WIDTH, name.length);
  const shown = details === '' ? '' : `  ${details}`;
  const oneLine = `  ${word}${shown}  ${time}`;
  if (length + oneLine.length <= LINE_WIDTH)
    return [`${start}  ${paint(colours, standing, word)}${shown}  ${colours.dim(time)}`];
  return [
    `${start}  ${paint(colours, standing, word)}  ${colours.dim(time)}`,
    ...wrap(details, LINE_WIDTH, INDENT),
  ];
}

function findingLines(result: ScenarioResult, colours: Colours): string[] {
  const told = result.findings.filter(
    (finding) =>
      finding.verdict === 'violated' ||
      (result.verdict === 'inconclusive' && finding.verdict === 'unknown'),
  );
  return told.flatMap(({ checker, verdict, message, evidence }) => {
    const events = eventNumbersText(evidence);
    const [first = '', ...rest] = wrap(
      `${checker}: ${message}${events === '' ? '' : ` [${events}]`}`,
      LINE_WIDTH - 2,
      INDENT,
    );
    const bullet = verdict === 'violated' ? colours.red('✗') : colours.yellow('?');
    return [`${INDENT}${bullet} ${first.trimStart()}`, ...rest.map((line) => `  ${line}`)];
  });
}

/**
 * The lines for a scenario that has ended. A pass is one line; any other result also says what
 * happened and what proves it.
 */
export function scenarioLines(result: ScenarioResult, options: ScenarioLineOptions): string[] {
  const { colours } = options;
  const lines = headLine(result, options);
  const standing = standingOf(result);
  if (standing !== 'pass') lines.push(...wrap(result.summary, LINE_WIDTH, INDENT));
  if (result.known !== undefined)
    lines.push(
      ...wrap(
        `known: ${result.known.reason}${result.known.link === undefined ? '' : ` (${result.known.link})`}`,
        LINE_WIDTH,
        INDENT,
      ).map((line) => colours.yellow(line)),
    );
  if (result.differsFromKnown !== undefined)
    lines.push(
      ...wrap(result.differsFromKnown, LINE_WIDTH, INDENT).map((line) => colours.yellow(line)),
    );
  if (result.load !== undefined)
    lines.push(...loadLines(result.load).flatMap((line) => wrap(line, LINE_WIDTH, INDENT)));
  const missed = notLookedAtText(result);
  if (missed !== undefined)
    lines.push(...wrap(missed, LINE_WIDTH, INDENT).map((line) => colours.dim(line)));
  if (standing === 'fixed')
    lines.push(
      colours.cyan(`${INDENT}fixed unexpectedly: take it out of the baseline of ${result.target}`),
    );
  return [...lines, ...findingLines(result, colours)];
}
