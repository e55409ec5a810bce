import { CAPABILITIES } from '../model/capability.ts';
import { remedyName, type RemedyStep } from '../model/remedy.ts';
import { enterPhase } from './enter-phase.ts';
import { probeCredentials } from './probes/probe-credentials.ts';
import { probeRows } from './probes/probe-rows.ts';
import { errorText } from './redact.ts';
import type { Remedy } from './remedies/define-remedy.ts';
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

interface Told {
  readonly type: 'remedy';
  readonly remedy: string;
  readonly act: string;
}

/**
 * A remedy that the harness could not carry out proves nothing about the client. On a ladder it
 * counts as not tried, and the next one is.
 */
function recordFailure(run: ScenarioRun, told: Told, cause: unknown): void {
  const error = errorText(run, cause);
  if (!isOfBrowser(cause)) run.recorder.add({ ...told, state: 'failed', error });
  else if (run.planned.ladder !== undefined)
    run.recorder.add({ ...told, state: 'skipped', because: error });
  else {
    run.recorder.add({ ...told, state: 'failed', error });
    run.recorder.add({ type: 'harness-error', code: cause.code, message: error });
  }
}

/** Why the ladder passes a remedy over; undefined when it is tried. */
function whyPassedOver(
  run: ScenarioRun,
  { requires = [], options, nothingToDo }: Remedy,
  typed: unknown,
): string | undefined {
  const missing = requires.find((capability) => !run.client.capabilities.has(capability));
  if (missing !== undefined) return `this target cannot ${CAPABILITIES[missing]}`;
  if (!options.safeParse(typed).success) return 'the scenario has nothing that could be typed';
  return nothingToDo?.(run);
}

/** Carries a remedy out; true when the client let it be done. */
async function carryOut(run: ScenarioRun, remedy: Remedy, typed: unknown): Promise<boolean> {
  const told: Told = { type: 'remedy', remedy: remedy.name, act: remedy.act };
  // What the client changed by itself must not pass for a change of the remedy.
  await probeRows(run);
  run.recorder.add({ ...told, state: 'begin' });
  try {
    await remedy.apply(run, remedy.options.parse(typed));
  } catch (cause) {
    run.signal.throwIfAborted();
    recordFailure(run, told, cause);
    return false;
  }
  run.recorder.add({ ...told, state: 'end' });
  return true;
}

async function tryRemedy(run: ScenarioRun, step: RemedyStep): Promise<boolean> {
  const remedy = requireRemedy(remedyName(step));
  const { remedy: _, ...typed } = typeof step === 'string' ? { remedy: step } : step;
  const climbs = run.planned.ladder !== undefined;
  const because = climbs ? whyPassedOver(run, remedy, typed) : undefined;
  if (because !== undefined) {
    const { name, act } = remedy;
    run.recorder.add({ type: 'remedy', remedy: name, act, state: 'skipped', because });
    return false;
  }
  run.say(`remedy ${remedy.name}`);
  if (!(await carryOut(run, remedy, typed))) return false;
  enterPhase(run, 'remedied');
  const works = (await executeWorkflow(run, 'main')) && (await survivesNextExpiry(run));
  if (!works && climbs && run.client.alive) await remedy.takeBack?.(run);
  return works;
}

/**
 * Runs after the plan: checks whether the main workflow recovered by itself and, if not, which
 * remedy makes it work again. The remedies are tried in the scenario's order until one works or
 * none is left; of a ladder, from the lightest on, without those that the target cannot do.
 */
export async function recover(run: ScenarioRun): Promise<void> {
  let recovered = run.mainWorks && (await survivesNextExpiry(run));
  for (const step of run.planned.remedies) {
    if (recovered || !run.client.alive) break;
    recovered = await tryRemedy(run, step);
  }
  await probeCredentials(run);
}
