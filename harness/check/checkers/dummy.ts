import { defineChecker } from '../../model/checker.ts';
import { holds } from '../../model/finding.ts';

/** Finds that there is a history. */
export const dummy = defineChecker({
  name: 'dummy',
  invariant: 'There is a history that can be looked at.',
  basis: 'It shows what a checker is made of, and nothing else.',
  check: (history) => holds(`There are ${history.events.length} events.`),
});
