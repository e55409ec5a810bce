import { setTimeout as sleep } from 'node:timers/promises';
import { fakeServer, type FakeReply, type FakeServer } from './fake-server.ts';
import { storedData, storedUnstarted } from './stored.ts';

const NOT_STARTED: FakeReply = { status: 500, body: { message: 'Error in workflow' } };

/**
 * How the fake n8n handles an execution: when it is stored as finished, and what the webhook
 * answers.
 */
export interface Behaviour {
  readonly status?: 'success' | 'error' | 'running';
  readonly listsBefore?: number;
  readonly webhook?: 'answers' | 'hangs' | 'breaks';
  /** The keys of executions that it begins by itself, the newest first. */
  readonly begins?: readonly string[];
  /** True when requests for lists are never answered, as when n8n's event loop is blocked. */
  readonly blocked?: boolean;
  /** Answers of the webhook before the one that starts an execution. */
  readonly refusesFirst?: readonly FakeReply[];
  /** What the webhook answers in the end. */
  readonly answers?: FakeReply;
  /** How often an execution that has ended is read without its result. */
  readonly readsBeforeResult?: number;
  /**
   * After this time the stored data of the execution is lost when it ends, as when its worker dies;
   * then the webhook answers.
   */
  readonly forgetsAfterMs?: number;
  /** Executions that it cannot even start: their webhook says 500, their data knows no call. */
  readonly cannotStart?: (key: string) => boolean;
}

/** A server that runs executions as n8n does: a webhook, a list, and a record of each. */
export function fakeN8n(behaviour: Behaviour = {}): Promise<FakeServer> {
  const { status = 'success', listsBefore = 0, webhook = 'answers' } = behaviour;
  const begun = behaviour.begins ?? [];
  const executions: { readonly id: string; readonly key: string; listed: number }[] = begun.map(
    (key, index) => ({ id: String(begun.length - index), key, listed: 0 }),
  );
  const refusals = [...(behaviour.refusesFirst ?? [])];
  let forgotten = false;
  let reads = 0;
  const statusOf = (listed: number): string => {
    if (behaviour.forgetsAfterMs !== undefined) return forgotten ? 'crashed' : 'running';
    return listed >= listsBefore ? status : 'running';
  };
  return fakeServer(({ method, path, body }) => {
    if (method === 'OPTIONS') return { headers: { 'access-control-allow-methods': 'POST' } };
    if (path.endsWith('/run')) return { body: { data: { waitingForWebhook: true } } };
    if (/^\/webhook(-test)?\//.test(path)) {
      const refusal = refusals.shift();
      if (refusal !== undefined) return refusal;
      executions.unshift({
        id: String(executions.length + 1),
        key: (body as { readonly key: string }).key,
        listed: 0,
      });
      if (webhook === 'breaks') return undefined;
      if (behaviour.cannotStart?.(executions[0]?.key ?? '') === true) return NOT_STARTED;
      if (behaviour.forgetsAfterMs !== undefined)
        return sleep(behaviour.forgetsAfterMs).then(() => ((forgotten = true), {}));
      return webhook === 'hangs' ? new Promise(() => {}) : (behaviour.answers ?? {});
    }
    if (path === '/rest/executions') {
      if (behaviour.blocked === true) return new Promise(() => {});
      const results = executions.map((execution) => ({
        id: execution.id,
        status:
          behaviour.cannotStart?.(execution.key) === true ? 'error' : statusOf(execution.listed),
      }));
      for (const execution of executions) execution.listed += 1;
      return { body: { data: { results } } };
    }
    const id = /^\/rest\/executions\/(\w+)/.exec(path)?.[1];
    const found = executions.find((execution) => execution.id === id);
    if (found === undefined) return { body: { data: { id: 'w1', versionId: 'v1' } } };
    reads += 1;
    if (behaviour.cannotStart?.(found.key) === true)
      return { body: { data: { id: found.id, status: 'error', data: storedUnstarted() } } };
    return {
      body: {
        data: {
          id: found.id,
          status: statusOf(found.listed),
          startedAt: '2030-01-01T00:00:00.000Z',
          stoppedAt: '2030-01-01T00:00:01.500Z',
          data: storedData({
            key: forgotten ? '' : found.key,
            waiting:
              status === 'running' ||
              reads <= (behaviour.readsBeforeResult ?? 0) ||
              (behaviour.forgetsAfterMs !== undefined && !forgotten),
          }).replaceAll('"key"', forgotten ? '"lost"' : '"key"'),
        },
      },
    };
  });
}
