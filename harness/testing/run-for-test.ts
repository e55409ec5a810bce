import type { ClientUnderTest } from '../model/client.ts';
import type { HistoryEvent } from '../model/event.ts';
import { History } from '../model/history.ts';
import type { DefinedScenario } from '../plan/defined-scenario.ts';
import { CorrectClient } from '../reference-clients/correct-client.ts';
import { Recorder } from '../run/recorder.ts';
import { runScenario, type RunScenarioOptions } from '../run/run-scenario.ts';
import { samplePlan } from './sample-scenario.ts';
import { sharedProvider } from './shared-provider.ts';

let runs = 0;

export interface TestRun {
  readonly history: History;
  /** Why `runScenario` rejected; undefined when it did not. */
  readonly rejected: unknown;
  /**
   * The types of the events with their states, without the events of the provider and of the
   * probes.
   */
  readonly outline: readonly string[];
}

export interface TestRunOptions extends Partial<
  Pick<
    RunScenarioOptions,
    | 'planned'
    | 'course'
    | 'ownFaults'
    | 'signal'
    | 'historyFile'
    | 'executionDeadlineMs'
    | 'onWaiting'
  >
> {
  readonly client?: ClientUnderTest;
  /**
   * Called for every event when it is recorded. An error that it throws counts as a failure of the
   * sink.
   */
  readonly onEvent?: (event: HistoryEvent) => void;
}

const SEEN = new Set<HistoryEvent['type']>([
  'request',
  'reply',
  'ledger',
  'stored-credential',
  'stored-rows',
  'deleted-credential',
  'log',
  'leak-scan',
  'witness-ready',
  'witness',
]);

/** Runs a scenario on a realm of its own, by default against the correct reference client. */
export async function runForTest(
  part: Partial<DefinedScenario> = {},
  { client = new CorrectClient(), onEvent, ...options }: TestRunOptions = {},
): Promise<TestRun> {
  runs += 1;
  const events: HistoryEvent[] = [];
  const recorder = new Recorder((event) => {
    events.push(event);
    onEvent?.(event);
  });
  const signal = new AbortController().signal;
  let rejected: unknown;
  try {
    await runScenario({
      planned: samplePlan(part),
      client,
      provider: await sharedProvider(),
      recorder,
      target: 'test',
      clientName: 'the client',
      label: `test ${runs}`,
      signal,
      executionDeadlineMs: 10_000,
      ...options,
    });
  } catch (cause) {
    rejected = cause;
  }
  return {
    history: new History(events),
    rejected,
    outline: events.filter(({ type }) => !SEEN.has(type)).map(outlineOf),
  };
}

function outlineOf(event: HistoryEvent): string {
  switch (event.type) {
    case 'phase':
      return `phase ${event.phase}`;
    case 'step':
      return `step ${event.index} ${event.state}`;
    case 'connect':
      return `connect ${event.credential} ${event.ok}`;
    case 'fault':
      return `fault ${event.fault} ${event.state}${event.by === undefined ? '' : ` by ${event.by}`}`;
    case 'hold':
      return `hold ${event.what} ${event.state}${event.by === undefined ? '' : ` by ${event.by}`}`;
    case 'gate':
      return `gate ${event.state} ${event.arrived}/${event.wanted}`;
    case 'execution-started':
      return `${event.key} started`;
    case 'execution':
      return `${event.key} ${event.status} ${event.phase}`;
    case 'clock':
      return `clock ${event.clock} ${event.offsetMs}`;
    case 'remedy':
      return `remedy ${event.remedy} ${event.state}`;
    case 'harness-error':
      return `harness-error ${event.code}`;
    case 'end':
      return `end ${event.reason}`;
    default:
      return event.type;
  }
}
