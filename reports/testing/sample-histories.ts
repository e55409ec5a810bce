import type { ExecutionError, HistoryEvent } from '../../harness/model/event.ts';
import { sampleLog } from './sample-log.ts';
import { begin, execution, fault, finish, probe, step } from './sample-run-parts.ts';
import { sampleScenarios } from './sample-scenarios.ts';
import { token } from './sample-token.ts';
import { callApi, connect, note, refresh } from './sample-traffic.ts';

const [access1, refresh1, access2, refresh2] = [
  token('access', 1, 1),
  token('refresh', 1, 1),
  token('access', 1, 2),
  token('refresh', 1, 2),
];

/** No fault: three executions succeed. */
export function controlHistory(target: string): readonly HistoryEvent[] {
  const log = sampleLog();
  begin(log, sampleScenarios.control, target);
  connect(log, 20, 1);
  step(log, 0, 110, 570);
  for (const [index, from] of [112, 262, 415].entries()) {
    execution(log, { key: `e${index + 1}`, phase: 'steady', from, to: from + 141 });
    callApi(log, { from: from + 80, to: from + 86, access: access1, item: `e${index + 1}.1` });
  }
  probe(log, 580, access1, refresh1);
  finish(log, 600);
  return log.events();
}

const NEEDS_RECONNECT: ExecutionError = {
  message: 'The credential "main" needs to be reconnected',
  description: 'invalid_grant',
  node: 'Call API',
  httpStatus: 400,
};

/** Consent is withdrawn; a reconnect by hand brings the workflow back. */
export function revokedHistory(target: string): readonly HistoryEvent[] {
  const log = sampleLog();
  begin(log, sampleScenarios.revoked, target);
  connect(log, 20, 1);
  step(log, 0, 110, 400);
  for (const [index, from] of [112, 262].entries()) {
    execution(log, { key: `e${index + 1}`, phase: 'steady', from, to: from + 132 });
    callApi(log, { from: from + 80, to: from + 86, access: access1, item: `e${index + 1}.1` });
  }
  fault(log, {
    fault: 'refresh-token/revoked',
    id: 'revoked-1',
    from: 410,
    to: 640,
    actsOn: 'grant',
  });
  note(log, 411, 'revoked', refresh1, 'consent withdrawn');
  note(log, 411, 'revoked', access1, 'consent withdrawn');
  const attempt = (key: string, phase: 'during' | 'healed', from: number): void => {
    execution(log, { key, phase, from, to: from + 150, error: NEEDS_RECONNECT });
    callApi(log, {
      from: from + 70,
      to: from + 74,
      access: access1,
      item: `${key}.1`,
      standing: 'revoked',
      status: 401,
      faults: ['revoked-1'],
    });
    refresh(log, {
      from: from + 92,
      to: from + 97,
      spend: refresh1,
      standing: 'revoked',
      result: {
        kind: 'refused',
        status: 400,
        error: 'invalid_grant',
        cause: 'the token was revoked',
      },
      faults: ['revoked-1'],
    });
  };
  step(log, 2, 420, 580);
  attempt('e3', 'during', 422);
  step(log, 4, 650, 2_400);
  for (let index = 0; index < 5; index += 1) attempt(`e${index + 4}`, 'healed', 660 + index * 400);
  probe(log, 2_500, access1, refresh1, 'none');
  log.at(2_520, {
    type: 'remedy',
    remedy: 'reconnect',
    act: 'open the credential and connect the account again',
    state: 'begin',
  });
  connect(log, 2_540, 2);
  log.at(
    2_620,
    {
      type: 'remedy',
      remedy: 'reconnect',
      act: 'open the credential and connect the account again',
      state: 'end',
    },
    { type: 'phase', phase: 'remedied' },
  );
  execution(log, { key: 'e9', phase: 'remedied', from: 2_640, to: 2_790 });
  callApi(log, { from: 2_720, to: 2_726, access: token('access', 2, 1), item: 'e9.1' });
  probe(log, 2_810, token('access', 2, 1), token('refresh', 2, 1));
  finish(log, 2_830);
  return log.events();
}

const THROTTLED: ExecutionError = {
  message: 'The service is receiving too many requests from you',
  description: 'Too many requests',
  node: 'Call API',
  httpStatus: 429,
};

/** The provider throttles the first refresh, and the execution fails. The next refresh succeeds. */
export function throttledHistory(target: string): readonly HistoryEvent[] {
  const log = sampleLog();
  begin(log, sampleScenarios.throttled, target);
  connect(log, 20, 1);
  step(log, 0, 110, 260);
  execution(log, { key: 'e1', phase: 'steady', from: 112, to: 250 });
  callApi(log, { from: 190, to: 196, access: access1, item: 'e1.1' });
  fault(log, {
    fault: 'token/throttled',
    id: 'throttled-1',
    from: 270,
    to: 480,
    actsOn: 'token-endpoint',
    options: { times: 1, retryAfter: '2s' },
  });
  note(log, 272, 'expired', access1, 'end of life');
  execution(log, { key: 'e2', phase: 'during', from: 280, to: 440, error: THROTTLED });
  callApi(log, {
    from: 350,
    to: 354,
    access: access1,
    item: 'e2.1',
    standing: 'expired',
    status: 401,
  });
  refresh(log, {
    from: 372,
    to: 376,
    spend: refresh1,
    result: { kind: 'refused', status: 429, error: 'slow_down', retryAfterSeconds: 2 },
    faults: ['throttled-1'],
  });
  execution(log, { key: 'e3', phase: 'healed', from: 492, to: 700 });
  callApi(log, {
    from: 560,
    to: 564,
    access: access1,
    item: 'e3.1',
    standing: 'expired',
    status: 401,
  });
  refresh(log, { from: 582, to: 590, spend: refresh1, result: { kind: 'granted' } });
  callApi(log, { from: 640, to: 646, access: access2, item: 'e3.1' });
  probe(log, 720, access2, refresh2);
  finish(log, 740);
  return log.events();
}

/** n8n is killed during the run. The history ends there, without its last events. */
export function cutOffHistory(target: string): readonly HistoryEvent[] {
  const log = sampleLog();
  begin(log, sampleScenarios.lost, target);
  connect(log, 20, 1);
  step(log, 0, 110, 260);
  execution(log, { key: 'e1', phase: 'steady', from: 112, to: 250 });
  callApi(log, { from: 190, to: 196, access: access1, item: 'e1.1' });
  fault(log, {
    fault: 'reply/lost-after-commit',
    id: 'lost-1',
    from: 270,
    actsOn: 'token-endpoint',
  });
  note(log, 272, 'expired', access1, 'end of life');
  log.at(280, {
    type: 'execution-started',
    key: 'e2',
    workflow: 'main',
    credential: 'main',
    phase: 'during',
    items: ['e2.1'],
  });
  callApi(log, {
    from: 350,
    to: 354,
    access: access1,
    item: 'e2.1',
    standing: 'expired',
    status: 401,
  });
  refresh(log, {
    from: 372,
    to: 380,
    spend: refresh1,
    result: { kind: 'lost' },
    faults: ['lost-1'],
  });
  log.at(410, {
    type: 'process',
    process: 'n8n',
    state: 'exited',
    pid: 4711,
    code: null,
    signal: 'SIGKILL',
  });
  return log.events();
}
