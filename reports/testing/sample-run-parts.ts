import type { EventOf, ExecutionError, Phase } from '../../harness/model/event.ts';
import type { Scenario } from '../../harness/model/scenario.ts';
import type { SampleLog } from './sample-log.ts';
import type { SampleToken } from './sample-token.ts';

/** The first two events of every history. */
export function begin(log: SampleLog, scenario: Scenario, target: string): void {
  log.at(
    0,
    {
      type: 'scenario',
      schemaVersion: 1,
      scenario,
      target,
      seed: 42,
      steps: scenario.plan,
      credentials: { main: { grant: 'authorization-code', scope: 'read' } },
      expect: { ...scenario.expect, withinMs: 10_000 },
    },
    { type: 'phase', phase: 'steady' },
  );
}

/** The last events of a run that was not interrupted. */
export function finish(log: SampleLog, ms: number): void {
  log.at(
    ms,
    { type: 'leak-scan', place: 'client-log', characters: 8_000, leaks: [] },
    { type: 'leak-scan', place: 'history', characters: 20_000, leaks: [] },
    { type: 'end', reason: 'completed' },
  );
}

/** A step of the plan, with its begin and end. */
export function step(log: SampleLog, index: number, from: number, to: number): void {
  log.at(from, { type: 'step', index, state: 'begin' });
  log.at(to, { type: 'step', index, state: 'end' });
}

/** An execution, with its start and end. */
export function execution(
  log: SampleLog,
  run: {
    readonly key: string;
    readonly phase: Phase;
    readonly from: number;
    readonly to: number;
    readonly error?: ExecutionError;
    readonly status?: EventOf<'execution'>['status'];
  },
): void {
  const { key, phase, from, to, error, status = error === undefined ? 'success' : 'error' } = run;
  const head = { key, workflow: 'main', credential: 'main', phase, items: [`${key}.1`] };
  log.at(from, { type: 'execution-started', ...head });
  log.at(to, {
    type: 'execution',
    ...head,
    status,
    durationMs: to - from,
    executionId: String(100 + Number(key.slice(1))),
    clockOffsetMs: 3,
    leaks: [],
    ...(error === undefined ? {} : { error }),
  });
}

/** A look at the stored credential, and which of its tokens the provider still accepts. */
export function probe(
  log: SampleLog,
  ms: number,
  access: SampleToken,
  refresh: SampleToken,
  live: 'same' | 'none' | { readonly access: SampleToken; readonly refresh: SampleToken } = 'same',
): void {
  const pair = live === 'same' ? { access, refresh } : live;
  log.at(ms, {
    type: 'stored-credential',
    credential: 'main',
    access,
    refresh,
    fields: { clientId: '8f2a11c09b3d', scope: '77d0e1f2a4b6' },
    live: pair === 'none' ? null : { family: pair.refresh.family, ...pair, scope: 'read' },
  });
}

/** A fault from its injection until the plan heals it. */
export function fault(
  log: SampleLog,
  run: {
    readonly fault: string;
    readonly id: string;
    readonly from: number;
    readonly to?: number;
    readonly actsOn: string;
    readonly options?: Readonly<Record<string, unknown>>;
  },
): void {
  const { from, to, options = {}, ...head } = run;
  log.at(
    from,
    { type: 'phase', phase: 'during' },
    { type: 'fault', ...head, options, state: 'begin' },
  );
  if (to !== undefined)
    log.at(
      to,
      { type: 'fault', ...head, options, state: 'healed', by: 'plan' },
      { type: 'phase', phase: 'healed' },
    );
}
