import { remedyName, type RemedyStep } from '../model/remedy.ts';
import { enterPhase } from './enter-phase.ts';
import { probeCredentials } from './probes/probe-credentials.ts';
import { probeRows } from './probes/probe-rows.ts';
import { errorText } from './redact.ts';
import { requireRemedy } from './remedies/index.ts';
import type { ScenarioRun } from './scenario-run.ts';
import { isOfBrowser } from './steps/connect-credential.ts';
import { executeWorkflow } from './steps/execute-workflow.ts';
import { heal } from './steps/heal.ts';
import { injectFault } from './steps/inject.ts';

/**
 * Checks that a recovery survives the next expiry. When the client lost its refresh token or saved
 * a stale token pair, the first execution after the fault still works and the one an hour later
 * fails.
 */
async function survivesNextExpiry(run: ScenarioRun): Promise<boolean> {
  if (run.planned.scenario.nextExpiry === 'skip') return true;
  run.say('next expiry');
  await probeCredentials(run);
  await injectFault(run, { fault: 'access-token/expired' });
  await heal(run, { name: 'access-token/expired' }, 'next-expiry');
  return executeWorkflow(run, 'main');
}

/** A remedy that the harness could not carry out proves nothing about the client. */
function recordOwnFailure(run: ScenarioRun, cause: unknown): void {
  if (isOfBrowser(cause))
    run.recorder.add({
      type: 'harness-error',
      code: cause.code,
      message: errorText(run, cause),
    });
}

async function tryRemedy(run: ScenarioRun, step: RemedyStep): Promise<boolean> {
  const name = remedyName(step);
  const remedy = requireRemedy(name);
  const { act } = remedy;
  run.say(`remedy ${name}`);
  // What the client changed by itself must not pass for a change of the remedy.
  await probeRows(run);
  run.recorder.add({ type: 'remedy', remedy: name, act, state: 'begin' });
  try {
    const { remedy: _, ...typed } = typeof step === 'string' ? { remedy: step } : step;
    await remedy.apply(run, remedy.options.parse(typed));
  } catch (cause) {
    run.signal.throwIfAborted();
    run.recorder.add({
      type: 'remedy',
      remedy: name,
      act,
      state: 'failed',
      error: errorText(run, cause),
    });
    recordOwnFailure(run, cause);
    return false;
  }
  run.recorder.add({ type: 'remedy', remedy: name, act, state: 'end' });
  enterPhase(run, 'remedied');
  return (await executeWorkflow(run, 'main')) && (await survivesNextExpiry(run));
}

/**
 * Runs after the plan: checks whether the main workflow recovered by itself and, if not, which
 * remedy makes it work again. The remedies are tried in the scenario's order until one works or
 * none is left.
 */
export async function recover(run: ScenarioRun): Promise<void> {
  let recovered = run.mainWorks && (await survivesNextExpiry(run));
  for (const step of run.planned.scenario.remedies ?? []) {
    if (recovered || !run.client.alive) break;
    recovered = await tryRemedy(run, step);
  }
  await probeCredentials(run);
}
