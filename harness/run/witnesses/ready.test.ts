import { expect, it } from 'vitest';
import type { ClientUnderTest } from '../../model/client.ts';
import type { EventOf } from '../../model/event.ts';
import type { Monitoring } from '../../model/monitoring.ts';
import { bareRun } from '../../testing/bare-run.ts';
import { changedClient } from '../../testing/changed-client.ts';
import { recordReady } from './ready.ts';
import type { Sinks } from './sinks.ts';

const DSN = 'http://key@127.0.0.1:1/1';
const SINKS: Sinks = {
  settings: { N8N_SENTRY_DSN: DSN },
  webhookUrl: '',
  listen: () => () => undefined,
  [Symbol.asyncDispose]: async () => undefined,
};

const monitoring = (part: Partial<Monitoring> = {}): Monitoring => ({
  settings: { N8N_SENTRY_DSN: DSN },
  readMetrics: async () => '# HELP',
  mayStreamLogs: async () => false,
  ...part,
});

/** What is said of each witness: true, or why it is not there. */
async function said(part: Partial<ClientUnderTest>, sinks: Sinks | undefined = SINKS) {
  const { run, events } = await bareRun({ client: changedClient(() => part), sinks });
  await recordReady(run);
  return Object.fromEntries(
    events
      .filter((event): event is EventOf<'witness-ready'> => event.type === 'witness-ready')
      .map(({ witness, there, why }) => [witness, there ? (why ?? true) : (why ?? false)]),
  );
}

it('says of each witness whether it is there, and of log streaming why not', async () => {
  expect(await said({ monitoring: monitoring() })).toEqual({
    log: expect.stringContaining('does not write them to its log'),
    'debug-log': true,
    webhook: true,
    sentry: true,
    metrics: true,
    'log-streaming': 'it needs a licence that this n8n does not have (feat:logStreaming)',
  });
});

it('says nothing of what nobody switched on', async () => {
  const { run, events } = await bareRun({ sinks: undefined });
  await recordReady(run);
  expect(events.map((event) => 'witness' in event && event.witness)).toEqual(['log', 'debug-log']);
});

it('says that no log can be read where none can be', async () => {
  expect(await said({ capabilities: new Set(), monitoring: monitoring() })).toMatchObject({
    log: false,
    'debug-log': false,
  });
});

it('says that an n8n which it did not start has none of them', async () => {
  const all = await said({});
  expect(['webhook', 'sentry', 'metrics', 'log-streaming'].map((name) => all[name])).toEqual(
    Array.from({ length: 4 }, () => expect.stringContaining('does not start this n8n')),
  );
});

it.each([
  [
    'sentry',
    { monitoring: monitoring({ settings: { N8N_SENTRY_DSN: 'https://other@sentry/1' } }) },
    'another N8N_SENTRY_DSN',
  ],
  [
    'sentry',
    {
      monitoring: monitoring(),
      readLog: async () => ({
        texts: [
          {
            process: 'main',
            text: 'Error tracking disabled because this release is older than 6 weeks.',
          },
        ],
        mark: {},
      }),
    },
    'more than six weeks ago',
  ],
  ['metrics', { monitoring: monitoring({ readMetrics: async () => undefined }) }, 'no /metrics'],
  [
    'log-streaming',
    { monitoring: monitoring({ mayStreamLogs: async () => true }) },
    'sets up no destination',
  ],
])('says why %s is not there', async (witness, part, why) => {
  expect((await said(part))[witness]).toContain(why);
});
