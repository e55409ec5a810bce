import type { ScenarioResult, TargetResult } from './results.ts';

/** Progress messages that a run sends to the display while it goes on. */
export type Progress =
  | {
      readonly kind: 'installing';
      readonly target: string;
      readonly phase: string;
      readonly packages?: number;
      readonly elapsedMs: number;
    }
  | { readonly kind: 'booting'; readonly target: string }
  | { readonly kind: 'ready'; readonly target: TargetResult; readonly bootMs: number }
  | {
      readonly kind: 'scenario-start';
      readonly target: string;
      readonly name: string;
      readonly attempt: number;
    }
  /** `doing` describes the current step, for example `run 8 executions, 8 at once`. */
  | {
      readonly kind: 'scenario-step';
      readonly target: string;
      readonly name: string;
      readonly attempt: number;
      readonly doing: string;
    }
  | {
      readonly kind: 'scenario-end';
      readonly result: ScenarioResult;
      readonly done: number;
      readonly total: number;
    }
  /** It proved nothing, and runs once more later, alone. */
  | {
      readonly kind: 'scenario-postponed';
      readonly target: string;
      readonly name: string;
      readonly attempt: number;
    }
  | { readonly kind: 'note'; readonly text: string };
