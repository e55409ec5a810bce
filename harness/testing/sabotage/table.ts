import type { Outcome } from './kept-outcome.ts';

const ORDER = ['does not apply', 'not run', 'missed', 'noticed', 'caught'] as const;

const worstFirst = (outcomes: readonly Outcome[]): readonly Outcome[] =>
  outcomes.toSorted((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict));

/** `9 of 10 edits: 7 caught, 1 noticed, 1 missed` */
export function totalsLine(outcomes: readonly Outcome[], planned: number): string {
  const parts = ORDER.toReversed().flatMap((verdict) => {
    const count = outcomes.filter((outcome) => outcome.verdict === verdict).length;
    return count === 0 ? [] : [`${count} ${verdict}`];
  });
  return `${outcomes.length} of ${planned} edits: ${parts.join(', ') || 'nothing yet'}`;
}

/** The outcomes as a table in Markdown, the worst first. */
export function markdownTable(outcomes: readonly Outcome[], planned: number): string {
  const rows = worstFirst(outcomes).map(
    ({ edit, harm, topology, verdict, evidence }) =>
      `| ${[edit, verdict, topology, harm, firstOf(evidence)].map(cell).join(' | ')} |`,
  );
  return [
    '# Edits of n8n, and what the suite said',
    '',
    totalsLine(outcomes, planned),
    '',
    '| edit | verdict | topology | what goes wrong | shown by |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

const firstOf = (evidence: readonly string[]): string =>
  evidence.length < 2 ? evidence.join('') : `${evidence[0]} (and ${evidence.length - 1} more)`;

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** 1 if an edit was missed, did not apply or could not be run; 2 if some were not tried; else 0. */
export function exitCodeFor(outcomes: readonly Outcome[], planned: number): 0 | 1 | 2 {
  if (outcomes.some(({ verdict }) => verdict !== 'caught' && verdict !== 'noticed')) return 1;
  return outcomes.length < planned ? 2 : 0;
}
