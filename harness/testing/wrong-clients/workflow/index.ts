import type { WrongClient } from '../wrong-client.ts';
import { BatchesWithoutAPause } from './batches-without-a-pause.ts';
import { DropsSecondBranch } from './drops-second-branch.ts';
import { KeepsTokensOfEditor } from './keeps-tokens-of-editor.ts';
import { KeepsTokensOfStart } from './keeps-tokens-of-start.ts';
import { LeavesRefusedPageOut } from './leaves-refused-page-out.ts';
import { MakesNewKey } from './makes-new-key.ts';
import { OverlooksErrorWorkflow } from './overlooks-error-workflow.ts';
import { PassesErrorsOver } from './passes-errors-over.ts';
import { PassesOverFailedSubWorkflow } from './passes-over-failed-sub-workflow.ts';
import { SendsEmptyFile } from './sends-empty-file.ts';
import { StartsPagesAnew } from './starts-pages-anew.ts';
import { StopsTheSchedule } from './stops-the-schedule.ts';
import { TakesRefusalForFile } from './takes-refusal-for-file.ts';

/** Mistakes that only a workflow of another shape than a webhook and one call can show. */
export const workflowMistakes = {
  'batches-without-a-pause': {
    create: () => new BatchesWithoutAPause(),
    caughtBy: 'recovers-as-expected',
    caughtIn: 'workflow/batching-within-a-limit',
  },
  'makes-new-key': {
    create: () => new MakesNewKey(),
    caughtBy: 'request-repeated-unchanged',
    caughtIn: 'workflow/idempotency-key',
  },
  'drops-second-branch': {
    create: () => new DropsSecondBranch(),
    caughtBy: 'items-accepted-exactly-once',
    caughtIn: 'workflow/two-branches',
  },
  'keeps-tokens-of-start': {
    create: () => new KeepsTokensOfStart(),
    caughtBy: 'no-reuse-of-spent-token',
    caughtIn: 'workflow/loop',
  },
  'starts-pages-anew': {
    create: () => new StartsPagesAnew(),
    caughtBy: 'results-belong-to-items',
    caughtIn: 'workflow/databricks',
  },
  'sends-empty-file': {
    create: () => new SendsEmptyFile(),
    caughtBy: 'request-repeated-unchanged',
    caughtIn: 'workflow/upload',
  },
  'takes-refusal-for-file': {
    create: () => new TakesRefusalForFile(),
    caughtBy: 'items-accepted-exactly-once',
    caughtIn: 'workflow/download',
  },
  'passes-errors-over': {
    create: () => new PassesErrorsOver(),
    caughtBy: 'recovers-as-expected',
    caughtIn: 'workflow/microsoft-entra',
  },
  'keeps-tokens-of-editor': {
    create: () => new KeepsTokensOfEditor(),
    caughtBy: 'no-reuse-of-spent-token',
    caughtIn: 'workflow/manual',
  },
  'overlooks-error-workflow': {
    create: () => new OverlooksErrorWorkflow(),
    caughtBy: 'failure-is-visible',
    caughtIn: 'workflow/error-workflow',
  },
  'passes-over-failed-sub-workflow': {
    create: () => new PassesOverFailedSubWorkflow(),
    caughtBy: 'failure-is-visible',
    caughtIn: 'workflow/sub-workflow-dead-grant',
  },
  'leaves-refused-page-out': {
    create: () => new LeavesRefusedPageOut(),
    caughtBy: 'results-belong-to-items',
    caughtIn: 'workflow/pagination-page-refused',
  },
  'stops-the-schedule': {
    create: () => new StopsTheSchedule(),
    caughtBy: 'recovers-as-expected',
    caughtIn: 'workflow/schedule-dead-grant',
  },
} as const satisfies Readonly<Record<string, WrongClient>>;
