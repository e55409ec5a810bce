import type { RunningTarget, Target, TargetInfo } from '../model/target.ts';
import type { CorrectClient } from './correct-client.ts';

/**
 * A reference client as a target, so that scenarios run against it as they run against n8n,
 * in-process and in seconds.
 * @example await using client = await referenceTarget('correct', () => new CorrectClient()).start(options)
 */
export function referenceTarget(name: string, create: () => CorrectClient): Target {
  const info: TargetInfo = {
    id: `reference-${name}`,
    n8n: 'none',
    topology: 'single',
    driver: 'reference-client',
    node: process.versions.node,
    overrides: {},
  };
  return {
    id: info.id,
    info,
    installMs: 0,
    start: async (): Promise<RunningTarget> =>
      Object.assign(create(), {
        info,
        [Symbol.asyncDispose]: async (): Promise<void> => {},
      }),
  };
}
