import type { History } from '../../harness/model/history.ts';
import { remedyName, writtenRemedies } from '../../harness/model/remedy.ts';
import { describeStep } from '../text/describe-step.ts';
import { formatDuration, formatMoment } from '../text/format-duration.ts';

/** The steps of the plan, each with the time at which it began, and then the expected recovery. */
export function PlanSteps({
  history,
  onSelect,
}: {
  readonly history: History;
  readonly onSelect: (n: number) => void;
}) {
  const { head } = history;
  if (head === undefined) return null;
  const { expect, steps, scenario, words = [] } = head;
  const begun = new Map(
    history
      .of('step')
      .filter((event) => event.state === 'begin')
      .map((event) => [event.index, event]),
  );
  const remedies =
    head.ladder?.map(({ remedy }) => remedy) ?? writtenRemedies(scenario.remedies).map(remedyName);
  return (
    <section class="plan">
      <h4>Plan</h4>
      <ol>
        {steps.map((step, index) => {
          const begin = begun.get(index);
          return (
            <li key={index} class={begin === undefined ? 'quiet' : ''}>
              {words[index] ?? describeStep(step)}{' '}
              {begin === undefined ? null : (
                <button
                  type="button"
                  class="plain moment"
                  aria-label={`${formatMoment(begin.at)}, event ${begin.n}, where this step begins`}
                  onClick={() => onSelect(begin.n)}
                >
                  {formatMoment(begin.at)}
                </button>
              )}
            </li>
          );
        })}
      </ol>
      <p class="facts">
        Expected: recovery {expect.recovery}
        {expect.remedy === undefined ? '' : ` by ${expect.remedy}`} within{' '}
        {formatDuration(expect.withinMs)}
        {expect.during === undefined ? '' : `; executions during the fault: ${expect.during}`}
        {remedies.length === 0 ? '' : `; remedies to try: ${remedies.join(', ')}`}.
      </p>
    </section>
  );
}
