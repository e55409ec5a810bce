import { debugLog } from './debug-log.ts';
import { errorWorkflow } from './error-workflow.ts';
import { executionList } from './execution-list.ts';
import { ledger } from './ledger.ts';
import { logStreaming } from './log-streaming.ts';
import { log } from './log.ts';
import { metrics } from './metrics.ts';
import { sentry } from './sentry.ts';
import { webhook } from './webhook.ts';
import type { Witness } from './witness.ts';

/** All witnesses, in the order of the columns of the table: first where an operator looks first. */
export const witnesses: readonly Witness[] = [
  executionList,
  errorWorkflow,
  webhook,
  log,
  debugLog,
  sentry,
  metrics,
  logStreaming,
  ledger,
];
