import { notRunIn } from '../../harness/model/not-run.ts';
import type { PlannedRun, Results, ScenarioResult } from '../../harness/model/results.ts';
import { loadDocument } from '../load/load-document.ts';
import { exitWords } from '../text/exit-words.ts';
import { formatDuration } from '../text/format-duration.ts';
import { partText } from '../text/part-text.ts';
import { summaryBesideAct } from '../text/recovery-text.ts';
import { reproducer } from '../text/reproduce.ts';
import { runRemarks } from '../text/run-remarks.ts';
import { STANDINGS, standingOf, worstFirst, type Standing } from '../text/standing.ts';
import { whatToDo } from '../text/what-to-do.ts';
import { cellCode, cellText } from './escape-markdown.ts';

/** The longest comment that GitHub takes, in characters. */
export const LONGEST_COMMENT = 65_536;

/** Of the longest texts, this much is told; the reports tell the rest. */
const LONGEST_TEXT = 600;
/** Room for the line that says how many there are more. */
const TAIL = 200;

const clipped = (text: string): string =>
  text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT)}…`;

interface Entry {
  readonly standing: Standing;
  readonly run: Pick<PlannedRun, 'name' | 'target' | 'attempt'>;
  readonly happened: string;
  readonly todo: string;
}

function entryOf(result: ScenarioResult): Entry {
  const told = [result.differsFromKnown ?? [], summaryBesideAct(result)].flat().join('. ');
  const known = result.known === undefined ? '' : ` Known: ${result.known.reason}`;
  return {
    standing: standingOf(result),
    run: result,
    happened: `${told}${known}`,
    todo: whatToDo(result),
  };
}

/** What is no plain pass, the worst first, in the order of the run. */
const entriesOf = (results: Results): readonly Entry[] =>
  [
    ...results.scenarios.map(entryOf),
    ...notRunIn(results).map((run): Entry => ({
      standing: 'not-run',
      run,
      happened: run.title,
      todo: 'Run it.',
    })),
  ]
    .filter(({ standing }) => standing !== 'pass')
    .sort((one, other) => worstFirst(one.standing, other.standing));

const row = ({ standing, run, happened, todo }: Entry): string =>
  `| ${STANDINGS[standing].symbol} ${STANDINGS[standing].word} | ${cellCode(run.name)}${run.attempt > 1 ? ` ${cellText(`#${run.attempt}`)}` : ''} | ${cellText(run.target)} | ${cellText(clipped(happened))} | ${cellText(clipped(todo))} |\n`;

function totalsLine(results: Results): string {
  const { totals, targets, timing } = results;
  const counts: readonly (readonly [number, string])[] = [
    [totals.pass, 'pass'],
    [totals.fail, 'fail'],
    [totals.knownFail, 'known'],
    [totals.fixedUnexpectedly, 'fixed unexpectedly'],
    [totals.inconclusive, 'inconclusive'],
    [totals.skipped, 'skipped'],
    [totals.notRun, 'not run'],
  ];
  const told = counts.flatMap(([count, word]) => (count === 0 ? [] : [`${count} ${word}`]));
  const on = targets.map(({ id }) => cellText(id)).join(', ');
  const time = timing === undefined ? '' : ` in ${formatDuration(timing.wallMs)}`;
  const part = partText(results);
  return `${totals.scenarios} result${totals.scenarios === 1 ? '' : 's'} on ${on}${time}${part === undefined ? '' : `, ${part}`}: ${told.join(', ') || 'none'}.\n`;
}

const headLine = ({ exitCode }: Results, words: string): string =>
  `### ${exitCode === 0 ? '✓' : exitCode === 1 ? '✗' : '?'} oauth-chaos: ${cellText(words)}\n\n`;

/** What it came to, and what a reader must know besides: as much of that as half the room takes. */
function head(results: Results, limit: number, lengthOf: (text: string) => number): string {
  const loads = [loadDocument(results)].filter((text) => text !== '');
  const remarks = runRemarks(results).map((remark) => `\n${cellText(clipped(remark))}\n`);
  const first = `${headLine(results, exitWords(results))}${totalsLine(results)}`;
  return `${first}${fitting([...loads, ...remarks], limit / 2 - lengthOf(first), lengthOf).text}`;
}

/** As many pieces as fit, and what is said of the others. */
function fitting(
  pieces: readonly string[],
  room: number,
  lengthOf: (text: string) => number,
): { readonly text: string; readonly left: number } {
  let used = 0;
  let count = 0;
  for (const piece of pieces) {
    used += lengthOf(piece);
    if (used > room) break;
    count += 1;
  }
  return { text: pieces.slice(0, count).join(''), left: pieces.length - count };
}

/** A command in a block of code: in a line of its own it cannot end the block. */
const BLOCK = [
  '\n<details><summary>Run them again</summary>\n\n````sh\n',
  '````\n</details>\n',
] as const;

function commands(entries: readonly Entry[], results: Results): readonly string[] {
  const again = reproducer(results);
  const wanted = entries.filter(({ standing }) => standing !== 'known' && standing !== 'skipped');
  return [...new Set(wanted.flatMap(({ run }) => again(run) ?? []))].map(
    (line) => `${line.replaceAll(/\s/g, ' ')}\n`,
  );
}

const TABLE_HEAD =
  '\n| | Scenario | On | What happened | What an operator must do |\n|---|---|---|---|---|\n';

/**
 * A run as a comment: what it came to, what did not pass with what an operator must do, and the
 * commands that run that again. What has no room is counted.
 * @param limit the longest text that the reader takes, counted by `lengthOf`
 */
export function markdownDocument(
  results: Results,
  limit: number = LONGEST_COMMENT,
  lengthOf: (text: string) => number = ({ length }) => length,
): string {
  const entries = entriesOf(results);
  const before = head(results, limit, lengthOf);
  if (entries.length === 0) return before;
  const frame = lengthOf([before, TABLE_HEAD, ...BLOCK].join('')) + 2 * TAIL;
  const room = Math.max(0, limit - frame);
  // The table tells more; the commands get what it leaves, and a third at least.
  const lines = commands(entries, results);
  const asked = lengthOf(lines.join(''));
  const rows = fitting(entries.map(row), room - Math.min(asked, Math.floor(room / 3)), lengthOf);
  const again = fitting(lines, room - lengthOf(rows.text), lengthOf);
  const more =
    rows.left === 0 ? '' : `\n${rows.left} more did not fit here; the report has them all.\n`;
  const block =
    lines.length === 0
      ? ''
      : `${BLOCK[0]}${again.text}${again.left === 0 ? '' : `# and ${again.left} more\n`}${BLOCK[1]}`;
  return `${before}${TABLE_HEAD}${rows.text}${more}${block}`;
}
