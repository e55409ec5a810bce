import type { ClientUnderTest } from '../../model/client.ts';
import type { Monitoring } from '../../model/monitoring.ts';
import type { ScenarioRun } from '../scenario-run.ts';
import type { Sinks } from './sinks.ts';

/** What n8n logs when it is to send no errors because its files are old (error-reporter.js). */
const TOO_OLD = 'Error tracking disabled because this release is older than';

/** Why a witness is not there; undefined when it is. */
type Absent = string | undefined;

const NO_SETTINGS = 'the harness does not start this n8n, and cannot give it settings';
const OTHER_DSN = 'n8n was given another N8N_SENTRY_DSN with --env';

/** A log says once, at the start, that errors are not sent. It is read once for each n8n. */
const sentryOf = new WeakMap<ClientUnderTest, Promise<Absent>>();

async function saysTooOld(client: ClientUnderTest): Promise<Absent> {
  if (!client.capabilities.has('log')) return undefined;
  const { texts } = await client.readLog({});
  return texts.some(({ text }) => text.includes(TOO_OLD))
    ? 'n8n sends no errors, because its files were written more than six weeks ago'
    : undefined;
}

function absentSentry(client: ClientUnderTest, given: Monitoring, sinks: Sinks): Promise<Absent> {
  if (given.settings['N8N_SENTRY_DSN'] !== sinks.settings['N8N_SENTRY_DSN'])
    return Promise.resolve(OTHER_DSN);
  const known = sentryOf.get(client) ?? saysTooOld(client);
  sentryOf.set(client, known);
  return known;
}

async function absentStreaming(given: Monitoring, signal: AbortSignal): Promise<Absent> {
  return (await given.mayStreamLogs(signal)) === true
    ? 'the licence of this n8n has it, and the harness sets up no destination'
    : 'it needs a licence that this n8n does not have (feat:logStreaming)';
}

async function absentees(
  run: ScenarioRun,
  sinks: Sinks,
): Promise<Readonly<Record<string, Absent>>> {
  const { client, signal } = run;
  const { monitoring: given } = client;
  if (given === undefined)
    return Object.fromEntries(
      ['webhook', 'sentry', 'metrics', 'log-streaming'].map((name) => [name, NO_SETTINGS]),
    );
  return {
    webhook: undefined,
    sentry: await absentSentry(client, given, sinks),
    metrics: (await given.readMetrics(signal)) === undefined ? 'n8n shows no /metrics' : undefined,
    'log-streaming': await absentStreaming(given, signal),
  };
}

/** With Sentry n8n has one place for errors instead of another (ErrorReporter.init). */
const LESS_IN_LOG =
  'with N8N_SENTRY_DSN n8n hands errors to Sentry, and does not write them to its log';

/**
 * Says which witnesses are there, and why the others are not, before anything happens. Of those
 * that nobody switched on nothing is said.
 */
export async function recordReady(run: ScenarioRun): Promise<void> {
  const { client, recorder, sinks } = run;
  const there = client.capabilities.has('log');
  const tracked = (client.monitoring?.settings['N8N_SENTRY_DSN'] ?? '') !== '';
  for (const witness of ['log', 'debug-log'])
    recorder.add({
      type: 'witness-ready',
      witness,
      there,
      ...(there && tracked && witness === 'log' ? { why: LESS_IN_LOG } : {}),
    });
  if (sinks === undefined) return;
  for (const [witness, why] of Object.entries(await absentees(run, sinks)))
    recorder.add({
      type: 'witness-ready',
      witness,
      there: why === undefined,
      ...(why === undefined ? {} : { why }),
    });
}
