import type { CliContext } from '../../context.ts';
import type { DisplayOptions, ProgressDisplay } from './display.ts';
import { createLineDisplay } from './line-display.ts';
import { createLiveDisplay } from './live-display.ts';

/**
 * The display that fits where the output goes: a CI job's log is no terminal even when it pretends
 * to be one.
 */
export function createDisplay(
  { out, env }: Pick<CliContext, 'out' | 'env'>,
  options: Omit<DisplayOptions, 'out'>,
): ProgressDisplay {
  // Some pseudo-terminals have no size (`docker run -t`): what moves would be cut to nothing there.
  const sized = !('rows' in out && out.rows === 0);
  const live = out.isTTY === true && sized && (env['CI'] ?? '') === '' && env['TERM'] !== 'dumb';
  return live ? createLiveDisplay({ out, ...options }) : createLineDisplay({ out, ...options });
}
