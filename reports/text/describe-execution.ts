import type { EventOf, ExecutionError } from '../../harness/model/event.ts';
import { formatDuration } from './format-duration.ts';

/** The error of an execution as an operator sees it in n8n, on one line. */
export function executionErrorText(error: ExecutionError): string {
  const status = error.httpStatus === undefined ? '' : `HTTP ${error.httpStatus}: `;
  const description =
    error.description === undefined || error.description === error.message
      ? ''
      : ` — ${error.description}`;
  const node = error.node === undefined ? '' : ` (node ‘${error.node}’)`;
  return `${status}${error.message}${description}${node}`;
}

const ENDINGS = { success: 'succeeded', error: 'failed', hung: 'hung', lost: 'was lost' } as const;

/** What starts an execution, where that is not its webhook. */
const BY = {
  webhook: '',
  manual: ' in the editor',
  schedule: ' by its schedule',
  poll: ' by its polls',
} as const;

const itemCount = (items: readonly string[]): string =>
  `${items.length} item${items.length === 1 ? '' : 's'}`;

function describeEnd(execution: EventOf<'execution'>): string {
  const bad = execution.itemsWithErrorBody ?? [];
  const notes = [
    execution.error === undefined ? '' : `: ${executionErrorText(execution.error)}`,
    bad.length === 0 ? '' : `; reported as done although the result says failed: ${bad.join(', ')}`,
    execution.leaks.length === 0
      ? ''
      : `; secrets stored in the execution: ${execution.leaks.join(', ')}`,
  ];
  return `Execution ${execution.key} ${ENDINGS[execution.status]} after ${formatDuration(execution.durationMs)}${notes.join('')}.`;
}

/** The start or the end of an execution as a sentence. */
export function describeExecution(
  event: EventOf<'execution-started'> | EventOf<'execution'>,
): string {
  if (event.type === 'execution') return describeEnd(event);
  const by = BY[event.startedBy ?? 'webhook'];
  return `Execution ${event.key} of ‘${event.workflow}’ starts${by} with ${itemCount(event.items)}, credential ‘${event.credential}’.`;
}
