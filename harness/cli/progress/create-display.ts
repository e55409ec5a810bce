import type { CliContext } from '../context.ts';
import type { DisplayOptions, ProgressDisplay } from './display.ts';
import { createLineDisplay } from './line-display.ts';
import { createLiveDisplay } from './live-display.ts';

/** The display that fits where the output goes: a CI job's log is no terminal even when it pretends to be one. */
export function createDisplay({ out, env }: Pick<CliContext, 'out' | 'env'>, options: Omit<DisplayOptions, 'out'>): ProgressDisplay {
  const live = out.isTTY === true && (env['CI'] ?? '') === '' && env['TERM'] !== 'dumb';
  return live ? createLiveDisplay({ out, ...options }) : createLineDisplay({ out, ...options });
}
