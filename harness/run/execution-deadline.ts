import { toMs } from '../../mock-provider/index.ts';
import type { Scenario } from '../model/scenario.ts';

const EXECUTION_DEADLINE_MS = 60_000;

/** How long an execution of a scenario may take before it counts as hung, in whole ms. */
export const executionDeadlineMs = ({
  executionDeadline,
}: Pick<Scenario, 'executionDeadline'>): number =>
  executionDeadline === undefined ? EXECUTION_DEADLINE_MS : Math.ceil(toMs(executionDeadline));
