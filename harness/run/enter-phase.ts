import type { Phase } from '../model/event.ts';
import type { ScenarioRun } from './scenario-run.ts';

/** Sets the phase of a run; every change of phase is recorded once. */
export function enterPhase(run: ScenarioRun, phase: Phase): void {
  if (run.phase === phase) return;
  run.phase = phase;
  run.recorder.add({ type: 'phase', phase });
}
