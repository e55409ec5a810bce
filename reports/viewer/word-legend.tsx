import type { Results } from '../../harness/model/results.ts';
import { standingOf, STANDINGS, type Standing } from '../text/standing.ts';
import {
  OUTCOME_MEANINGS,
  PHASE_MEANINGS,
  RECOVERY_MEANINGS,
  STANDING_MEANINGS,
} from '../text/words.ts';

const keys = <K extends string>(record: Readonly<Record<K, string>>): K[] =>
  Object.keys(record) as K[];

type Word = readonly [word: string, meaning: string, isHere: boolean];

function Words({ title, words }: { readonly title: string; readonly words: readonly Word[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {words.map(([word, meaning, isHere]) => (
          <div key={word} class={isHere ? 'here' : ''}>
            <dt>{word}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/**
 * What the words of this page mean: every verdict, outcome, recovery and phase; those that occur
 * stand out.
 */
export function WordLegend({ results }: { readonly results: Results }) {
  const { scenarios } = results;
  const standings = new Set<Standing>(scenarios.map(standingOf));
  const outcomes = new Set(scenarios.map(({ outcome }) => outcome));
  const recoveries = new Set(scenarios.map(({ recovery }) => recovery.observed));
  const phases = new Set(scenarios.flatMap(({ executions }) => executions.map((one) => one.phase)));
  return (
    <details class="words">
      <summary>What the words mean</summary>
      <div class="word-groups">
        <Words
          title="Verdict"
          words={keys(STANDING_MEANINGS).map((one) => [
            `${STANDINGS[one].symbol} ${STANDINGS[one].word}`,
            STANDING_MEANINGS[one],
            standings.has(one),
          ])}
        />
        <Words
          title="Outcome"
          words={keys(OUTCOME_MEANINGS).map((one) => [
            one,
            OUTCOME_MEANINGS[one],
            outcomes.has(one),
          ])}
        />
        <Words
          title="Recovery"
          words={keys(RECOVERY_MEANINGS).map((one) => [
            one,
            RECOVERY_MEANINGS[one],
            recoveries.has(one),
          ])}
        />
        <Words
          title="Phase"
          words={keys(PHASE_MEANINGS).map((one) => [one, PHASE_MEANINGS[one], phases.has(one)])}
        />
      </div>
    </details>
  );
}
