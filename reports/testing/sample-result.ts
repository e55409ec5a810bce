import type { HistoryEvent } from '../../harness/model/event.ts';
import { History } from '../../harness/model/history.ts';
import type { FindingResult, ScenarioResult } from '../../harness/model/results.ts';
import type { Scenario } from '../../harness/model/scenario.ts';
import { executionErrorText } from '../text/describe-execution.ts';

/** The parts of a sample result that cannot be derived from its history. */
export type SampleVerdict = Pick<ScenarioResult, 'verdict' | 'outcome' | 'summary' | 'recovery'> &
  Partial<Pick<ScenarioResult, 'known' | 'fixedUnexpectedly'>> & {
    readonly findings?: readonly FindingResult[];
  };

/** Path of a sample's history, relative to the folder of the run. */
export const historyPath = (scenario: string, target: string): string =>
  `targets/${target}/${scenario.replace('/', '__')}/history.ndjson`;

/** A result as the harness would write it: executions and counts come from the history. */
export function sampleResult(
  scenario: Scenario,
  target: string,
  events: readonly HistoryEvent[],
  { findings = [], ...verdict }: SampleVerdict,
): ScenarioResult {
  const history = new History(events);
  const replies = history.of('reply');
  const resource = replies.filter((reply) => reply.endpoint === 'resource');
  return {
    name: scenario.name,
    title: scenario.title,
    target,
    attempt: 1,
    ...verdict,
    findings: [...findings],
    ...(events.length === 0 ? {} : { faults: faultsIn(history) }),
    executions: history.executions().map(({ phase, status, error, durationMs }) => ({
      phase,
      status,
      durationMs,
      ...(error === undefined ? {} : { error: executionErrorText(error) }),
    })),
    counts: {
      refreshes: history.refreshes().length,
      tokenRequests: history.of('request').filter((request) => request.endpoint === 'token').length,
      apiAccepted: resource.filter((reply) => reply.accepted === true).length,
      apiRefused: resource.filter((reply) => reply.accepted !== true).length,
    },
    ...(events.length === 0 ? {} : { history: historyPath(scenario.name, target) }),
    durationMs: events.at(-1)?.at ?? 0,
  };
}

/** The faults that begin in a history; each of them was met by somebody. */
const faultsIn = (history: History): NonNullable<ScenarioResult['faults']> => {
  const begun = history.of('fault').filter(({ state }) => state === 'begin');
  return [...new Set(begun.map(({ fault }) => fault))].map((fault) => ({ fault, met: true }));
};

/** Numbers of the events that a finding refers to. */
export const eventNumbers = (
  events: readonly HistoryEvent[],
  wanted: (event: HistoryEvent) => boolean,
): number[] => events.filter(wanted).map((event) => event.n);
