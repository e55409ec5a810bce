import { stringify } from 'flatted';

/**
 * The `data` of an execution as n8n stores it: what the webhook got, what the API node gave, what
 * went wrong.
 */
export function storedData(options: {
  readonly key: string;
  readonly error?: unknown;
  readonly apiOutputs?: readonly (readonly unknown[])[];
  readonly waiting?: boolean;
}): string {
  const input = [[{ json: { headers: {}, body: { key: options.key, items: [] } } }]];
  const webhookRan = { Webhook: [{ data: { main: input } }] };
  const apiRan =
    options.apiOutputs === undefined
      ? {}
      : { 'Call API': [{ data: { main: options.apiOutputs } }] };
  return stringify({
    resultData: {
      runData: options.waiting === true ? {} : { ...webhookRan, ...apiRan },
      ...(options.waiting === true ? {} : { lastNodeExecuted: 'Call API' }),
      ...(options.error === undefined ? {} : { error: options.error }),
    },
    executionData: {
      nodeExecutionStack:
        options.waiting === true ? [{ node: { name: 'Webhook' }, data: { main: input } }] : [],
    },
  });
}

/** The `data` of an execution that n8n could not even start. */
export const storedUnstarted = (): string =>
  stringify({
    resultData: { error: { message: 'Maximum call stack size exceeded' }, runData: {} },
  });

/** What n8n hands to the error workflow, which is the same workflow, started from another node. */
export const told = (executionId: string, error: unknown): string =>
  stringify({
    resultData: {
      lastNodeExecuted: 'Error Trigger',
      runData: {
        'Error Trigger': [
          {
            data: {
              main: [
                [
                  {
                    json: {
                      execution: { id: executionId, url: 'http://n8n', error, mode: 'webhook' },
                      workflow: { id: 'w1', name: 'w' },
                    },
                  },
                ],
              ],
            },
          },
        ],
      },
    },
  });
