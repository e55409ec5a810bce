import { notRunIn } from '../../harness/model/not-run.ts';
import type { Results } from '../../harness/model/results.ts';
import { reproducer } from '../text/reproduce.ts';
import { standingOf, worstFirst } from '../text/standing.ts';
import type { Colours } from './colours.ts';

/** So many commands are printed; a run in which more failed has another problem. */
const SHOWN = 5;

/**
 * The commands that run again what did not pass and is not known, the worst first. A command is a
 * line, however long: only so can it be copied.
 */
export function againLines(results: Results, colours: Colours): string[] {
  const again = reproducer(results);
  const wanted = results.scenarios
    .map((result) => ({ run: result, standing: standingOf(result) }))
    .filter(({ standing }) => ['fail', 'inconclusive', 'fixed'].includes(standing))
    .sort((one, other) => worstFirst(one.standing, other.standing))
    .map(({ run }) => run);
  const commands = [
    ...new Set([...wanted, ...notRunIn(results)].flatMap((run) => again(run) ?? [])),
  ];
  if (commands.length === 0) return [];
  const more = commands.length - SHOWN;
  return [
    '',
    'Run it again:',
    ...commands.slice(0, SHOWN).map((command) => `  ${command}`),
    ...(more > 0 ? [colours.dim(`  and ${more} more`)] : []),
  ];
}
