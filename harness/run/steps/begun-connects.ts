import { HarnessError } from '../../model/error.ts';
import type { ScenarioRun } from '../scenario-run.ts';
import { connectOrStop, tryToConnect } from './connect-credential.ts';

/**
 * Begins to connect a credential. Resolves when its user is at the provider, or when the attempt
 * has ended before.
 */
export async function beginConnect(
  run: ScenarioRun,
  credential: string,
  { as, mayFail }: { readonly as: string; readonly mayFail: boolean },
): Promise<void> {
  const isAway = Promise.withResolvers<void>();
  const comesBack = Promise.withResolvers<void>();
  run.signal.addEventListener('abort', () => comesBack.reject(run.signal.reason as Error), {
    once: true,
  });
  comesBack.promise.catch(() => undefined);
  const away = (): Promise<void> => {
    isAway.resolve();
    return comesBack.promise;
  };
  const begunIn = run.step;
  const ended = mayFail
    ? tryToConnect(run, credential, { mayFail, begunIn }, away)
    : connectOrStop(run, credential, away, { begunIn });
  // Its failure is told by the step that lets the user come back.
  ended.catch(() => undefined);
  run.begunConnects.set(as, { release: comesBack.resolve, ended });
  await Promise.race([isAway.promise, ended.catch(() => undefined)]);
}

/** Lets the user of a connect come back, and waits for the client's page. */
export async function finishConnect(run: ScenarioRun, as: string): Promise<void> {
  const begun = run.begunConnects.get(as);
  if (begun === undefined)
    throw new HarnessError(
      'connect-not-begun',
      `Could not finish the connect '${as}': none of that name was begun.`,
    );
  run.begunConnects.delete(as);
  begun.release();
  await begun.ended;
}
