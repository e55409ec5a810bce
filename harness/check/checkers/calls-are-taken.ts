import { defineChecker } from '../../model/checker.ts';
import { holds, violated } from '../../model/finding.ts';
import { startOf } from '../views/phases.ts';
import { count } from '../views/words.ts';

/** Checks that a version which says that it is ready runs the workflows that are active. */
export const callsAreTaken = defineChecker({
  name: 'calls-are-taken',
  judges: 'safety',
  invariant:
    'A version that has been started on the data of another one, and says that it is ready, takes the calls of every active workflow.',
  basis:
    'Whoever calls a webhook sends many events only once. What is turned away after an upgrade is lost, and no execution tells of it.',
  check(history) {
    const [version, ...others] = history.of('version').filter(({ started }) => started);
    if (version === undefined)
      return holds('No other version was started in the place of the client.');
    const called = history
      .executions()
      .filter((execution) => startOf(history, execution) > version.n);
    const [first, ...more] = called.filter(({ turnedAway }) => turnedAway !== undefined);
    if (first?.turnedAway !== undefined)
      return violated(
        `After version ${(others.findLast(({ n }) => n < first.n) ?? version).to} had said that it is ready, ${count(more.length + 1, 'execution')} of ${called.length} could not be begun at once: ${first.key} was turned away with "${first.turnedAway.says.replace(/\.?$/, '')}".`,
        [first.n, ...more.map(({ n }) => n)],
      );
    return holds(
      `${count(called.length, 'execution')} after another version had started, each begun at once.`,
      called.map(({ n }) => n),
    );
  },
});
