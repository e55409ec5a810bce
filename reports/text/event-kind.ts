import type { HistoryEvent } from '../../harness/model/event.ts';

/** The kinds of events by which a reader can filter. */
export const EVENT_KINDS = {
  execution: 'executions',
  token: 'token endpoint',
  api: 'API calls',
  ledger: 'ledger',
  fault: 'faults',
  credential: 'credential',
  log: 'client log',
  witness: 'monitoring',
  run: 'the run itself',
} as const;

export type EventKind = keyof typeof EVENT_KINDS;

/** The kind of one event. */
export function eventKind(event: HistoryEvent): EventKind {
  switch (event.type) {
    case 'execution':
    case 'execution-started':
      return 'execution';
    case 'request':
    case 'reply':
      return event.endpoint === 'resource' ? 'api' : 'token';
    case 'ledger':
      return 'ledger';
    case 'fault':
    case 'hold':
    case 'gate':
    case 'clock':
      return 'fault';
    case 'connect':
    case 'callback':
    case 'screenshot':
    case 'stored-credential':
    case 'deleted-credential':
    case 'stored-rows':
    case 'remedy':
    case 'lock':
      return 'credential';
    case 'log':
      return 'log';
    case 'witness':
    case 'witness-ready':
      return 'witness';
    default:
      return 'run';
  }
}

/** True for an event that reports a problem, whoever caused it. */
export function isTrouble(event: HistoryEvent): boolean {
  switch (event.type) {
    case 'execution':
      return (
        event.status !== 'success' ||
        event.leaks.length > 0 ||
        (event.itemsWithErrorBody ?? []).length > 0
      );
    case 'reply':
      return event.outcome !== 'http' || !event.delivered || (event.status ?? 200) >= 400;
    case 'ledger':
      return (
        event.action === 'replayed' || event.action === 'refused' || event.action === 'revoked'
      );
    case 'gate':
      return event.state === 'timed-out';
    case 'connect':
      return !event.ok;
    case 'callback':
      return event.taken;
    case 'remedy':
      return event.state === 'failed';
    case 'leak-scan':
      return event.leaks.length > 0;
    case 'log':
      return event.level === 'error';
    case 'process':
      return event.state === 'exited' || event.state === 'killed';
    case 'version':
      return !event.started;
    case 'lock':
      return event.state === 'lost';
    case 'harness-error':
      return true;
    case 'end':
      return event.reason !== 'completed';
    default:
      return false;
  }
}
