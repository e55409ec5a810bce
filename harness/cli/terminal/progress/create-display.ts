import { printableIn } from '../../../model/printable.ts';
import type { CliContext } from '../../context.ts';
import type { DisplayOptions, ProgressDisplay } from './display.ts';
import { createLineDisplay } from './line-display.ts';
import { createLiveDisplay } from './live-display.ts';

/**
 * Chooses the display for the output. The log of a CI job never counts as a terminal, even when it
 * looks like one. Texts of n8n and of files may hold what a terminal acts on, so they are made
 * printable here.
 */
export function createDisplay(
  { out, env }: Pick<CliContext, 'out' | 'env'>,
  options: Omit<DisplayOptions, 'out'>,
): ProgressDisplay {
  // Some pseudo-terminals have no size (`docker run -t`). A live display would have no rows there.
  const sized = !('rows' in out && out.rows === 0);
  const live = out.isTTY === true && sized && (env['CI'] ?? '') === '' && env['TERM'] !== 'dumb';
  const display = (live ? createLiveDisplay : createLineDisplay)({ out, ...options });
  return { ...display, show: (progress) => display.show(printableIn(progress)) };
}
