import type { HistoryEvent } from '../model/event.ts';
import { CorrectClient } from '../reference-clients/correct-client.ts';
import { AcceptedWork } from '../run/accepted-work.ts';
import { Recorder } from '../run/recorder.ts';
import type { ScenarioRun } from '../run/scenario-run.ts';
import { Traffic } from '../run/traffic.ts';
import { samplePlan } from './sample-scenario.ts';
import { sharedProvider } from './shared-provider.ts';

let runs = 0;

/**
 * The state of a run that has not begun, for tests of one part of the runner. The test passes in
 * the parts that it is about.
 */
export async function bareRun(
  part: Partial<ScenarioRun> = {},
): Promise<{ readonly run: ScenarioRun; readonly events: HistoryEvent[] }> {
  runs += 1;
  const events: HistoryEvent[] = [];
  const run: ScenarioRun = {
    planned: samplePlan(),
    client: new CorrectClient(),
    realm: (await sharedProvider()).createRealm(`bare-${runs}`),
    recorder: new Recorder((event) => void events.push(event)),
    signal: new AbortController().signal,
    label: 'bare',
    executionDeadlineMs: 10_000,
    say: () => undefined,
    onWaiting: () => undefined,
    failures: new Map(),
    registered: new Map(),
    credentialIds: new Map(),
    deletedIds: new Map(),
    workflows: new Map(),
    targetFaults: [],
    beginning: [],
    begunConnects: new Map(),
    pendingGates: [],
    holds: [],
    begun: [],
    traffic: new Traffic(),
    onSuccess: new Set(),
    executing: 0,
    steadyMs: 0,
    phase: 'steady',
    step: 0,
    executions: 0,
    screenshots: 0,
    work: new AcceptedWork(),
    exchanges: 0,
    targetFaultsBegun: 0,
    mainWorks: false,
    logMark: {},
    logSearched: { characters: 0, leaks: new Set() },
    ...part,
  };
  return { run, events };
}
