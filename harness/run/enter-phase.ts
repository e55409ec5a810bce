import type { Phase } from '../model/event.ts';
import type { ScenarioRun } from './scenario-run.ts';

/** Moves a run into a phase; recorded once per change. */
export function enterPhase(run: ScenarioRun, phase: Phase): void {
  if (run.phase === phase) return;
  run.phase = phase;
  run.recorder.add({ type: 'phase', phase });
}
