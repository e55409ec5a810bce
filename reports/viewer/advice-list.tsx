import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import type { TrialResult } from '../../harness/model/judge-advice.ts';
import { doctorWords, SYMBOLS, trialWords, verdictWords } from '../advice/advice-words.ts';
import {
  groupAdvice,
  insteadOf,
  type AdviceGroup,
  type AdviceRow,
} from '../advice/group-advice.ts';
import type { Standing } from '../text/standing.ts';
import type { PageData } from './page-data.ts';
import { Proof } from './proof.tsx';
import { EMPTY_VIEW, formatView } from './view-state.ts';

type Judged = AdviceRow['judged'][number];

/** Whose colours a verdict has. */
const STANDING_OF = {
  holds: 'pass',
  'holds in part': 'known',
  'does not hold': 'fail',
  'never existed': 'fail',
  'not tried': 'skipped',
} as const satisfies Readonly<Record<Judged['verdict'], Standing>>;

/** A verdict in words; on which target, where there are several. */
function Verdict({ judged, several }: { readonly judged: Judged; readonly several: boolean }) {
  return (
    <span class={`badge standing-${STANDING_OF[judged.verdict]}`}>
      {several ? `${judged.target.id}: ` : ''}
      <span aria-hidden="true">{SYMBOLS[judged.verdict]}</span> {verdictWords(judged)}
    </span>
  );
}

/** What one scenario was asked, and what it says. */
function Trial({ tried, on }: { readonly tried: TrialResult; readonly on: string | undefined }) {
  const { scenario, asks } = tried.trial;
  return (
    <li>
      {on === undefined ? '' : `${on}, `}
      {tried.result === undefined ? (
        <code>{scenario}</code>
      ) : (
        <a href={formatView({ ...EMPTY_VIEW, scenario })}>{scenario}</a>
      )}
      : {asks} {trialWords(tried)}
    </li>
  );
}

/** A claim. What was seen is listed when it is opened. */
function Row({ row, data }: { readonly row: AdviceRow; readonly data: PageData }) {
  const [isOpen, setOpen] = useState(false);
  const { advice, judged } = row;
  const several = judged.length > 1;
  const instead = insteadOf(row);
  const words = [
    instead === undefined ? advice.untried : `Instead: ${instead}`,
    doctorWords(advice),
  ].filter(Boolean);
  return (
    <details class="coverage-row" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <b>{advice.claim}</b> <span class="facts">{advice.kind}</span>{' '}
        {judged.map((one) => (
          <Fragment key={one.target.id}>
            <Verdict judged={one} several={several} />{' '}
          </Fragment>
        ))}
        {words.length === 0 ? null : <span class="facts">{words.join(' ')}</span>}
      </summary>
      {isOpen ? (
        <>
          <ul>
            {judged.flatMap(({ target, trials }) =>
              trials.map((tried) => (
                <Trial
                  key={`${target.id} ${tried.trial.scenario} ${tried.trial.asks}`}
                  tried={tried}
                  on={several ? target.id : undefined}
                />
              )),
            )}
          </ul>
          {judged.map((one) => (
            <Proof key={one.target.id} judged={one} data={data} />
          ))}
        </>
      ) : null}
    </details>
  );
}

/** How many claims there are, and what became of them where it was worst. */
function summaryText(groups: readonly AdviceGroup[]): string {
  const rows = groups.flatMap((group) => group.rows);
  const having = (...verdicts: readonly string[]): number =>
    rows.filter(({ judged }) => judged.some(({ verdict }) => verdicts.includes(verdict))).length;
  const told = [
    [having('does not hold', 'never existed'), 'do not hold'],
    [having('holds in part'), 'hold in part'],
    [having('not tried'), 'not tried'],
  ].flatMap(([count, words]) => (count === 0 ? [] : [`${count} ${words}`]));
  return [`${rows.length} claims`, ...told].join(', ');
}

/**
 * What guides for users say, and whether it holds on each target. Nothing where no scenario of the
 * run tries any of it.
 */
export function AdviceList({ data }: { readonly data: PageData }) {
  const groups = groupAdvice(data.results);
  if (groups.length === 0) return null;
  return (
    <section class="advice" aria-labelledby="advice">
      <h2 id="advice">What guides say, tried</h2>
      <details>
        <summary>{summaryText(groups)}</summary>
        {groups.map(({ about, rows }) => (
          <section key={about}>
            <h3>{about}</h3>
            {rows.map((row) => (
              <Row key={row.advice.claim} row={row} data={data} />
            ))}
          </section>
        ))}
      </details>
    </section>
  );
}
