import type { RunningTarget, StartOptions, Target, TargetInfo } from '../model/target.ts';
import { CorrectClient } from './correct-client.ts';

/**
 * Makes a target of a reference client, so that scenarios run against it as against n8n, in this
 * process and within seconds.
 * @example await using client = await referenceTarget().start(options)
 */
export function referenceTarget(
  name = 'correct',
  create: (onProcess: StartOptions['onProcess']) => CorrectClient = () => new CorrectClient(),
): Target {
  const info: TargetInfo = {
    id: `reference-${name}`,
    n8n: 'none',
    clientName: `reference-${name}`,
    topology: 'single',
    driver: 'reference-client',
    node: process.versions.node,
    overrides: {},
  };
  return {
    id: info.id,
    info,
    installMs: 0,
    start: async ({ onProcess }): Promise<RunningTarget> =>
      Object.assign(create(onProcess), {
        info,
        [Symbol.asyncDispose]: async (): Promise<void> => {},
      }),
  };
}
