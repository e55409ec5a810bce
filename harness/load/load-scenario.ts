import type { Duration } from '../../mock-provider/index.ts';
import type { Expectation, WorkflowSpec } from '../model/scenario.ts';
import type { Thresholds } from '../model/threshold.ts';
import type { DefinedScenario } from '../plan/defined-scenario.ts';
import type { PlanStep } from '../plan/steps/index.ts';

/** Something that happens while calls are made. */
export interface UnderLoad {
  /** How long after the first call. */
  readonly at: Duration;
  readonly step: PlanStep;
}

/**
 * What is tried under load: which workflows are called by their webhooks, how often, for how long,
 * what happens meanwhile, and what must not be exceeded.
 */
export interface LoadScenario extends Pick<
  DefinedScenario,
  'title' | 'why' | 'links' | 'realm' | 'credentials' | 'requires'
> {
  /** `load/what-happens`, as its file. */
  readonly name: string;
  /** They are called in turn. `main` is one of them. */
  readonly workflows: Readonly<Record<string, WorkflowSpec>>;
  /** Calls per second, of all workflows together. */
  readonly rate: number;
  /** How long calls are made. */
  readonly duration: Duration;
  /** In the order in which it happens. */
  readonly happens?: readonly UnderLoad[];
  /** In k6's syntax: `{ http_req_failed: ['rate<0.01'] }`. */
  readonly thresholds: Thresholds;
  /** Default: unaffected where nothing happens but expiries, otherwise it recovers by itself. */
  readonly expect?: Pick<Expectation, 'recovery'>;
}
