import type { ExecutionError, HistoryEvent } from '../../harness/model/event.ts';
import { sampleLog, type SampleLog } from './sample-log.ts';
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
const EIGHT = Array.from({ length: 8 }, (_, index) => index);
const REFUSED: ExecutionError = {
  message:
    'The provided authorization grant (e.g., authorization code, resource owner credentials) or refresh token is invalid, expired, revoked',
  node: 'Call API',
  httpStatus: 400,
};

/**
 * The events until eight refused requests wait together. They are the same for every client. The
 * last one is at 720 ms.
 */
function untilRendezvous(log: SampleLog, target: string): void {
  begin(log, sampleScenarios.storm, target);
  connect(log, 20, 1);
  step(log, 0, 110, 400);
  for (const [index, from] of [112, 262].entries()) {
    execution(log, { key: `e${index + 1}`, phase: 'steady', from, to: from + 132 });
    callApi(log, { from: from + 80, to: from + 86, access: access1, item: `e${index + 1}.1` });
  }
  probe(log, 404, access1, refresh1);
  step(log, 1, 405, 412);
  fault(log, {
    fault: 'access-token/expired',
    id: 'expired-1',
    from: 410,
    to: 1_290,
    actsOn: 'grant',
  });
  note(log, 411, 'expired', access1, 'fault');
  step(log, 2, 413, 415);
  log.at(414, { type: 'gate', state: 'armed', wanted: 8, arrived: 0, exchanges: [] });
  step(log, 3, 416, 1_260);
  const held = EIGHT.map((index) =>
    callApi(log, {
      from: 500 + index * 27,
      to: 721 + index,
      access: access1,
      item: `e${index + 3}.1`,
      standing: 'expired',
      status: 401,
      faults: ['expired-1'],
    }),
  );
  log.at(720, { type: 'gate', state: 'opened', wanted: 8, arrived: 8, exchanges: held });
}

function failedAttempt(log: SampleLog, key: string, from: number): void {
  execution(log, { key, phase: 'healed', from, to: from + 170, error: REFUSED });
  callApi(log, {
    from: from + 70,
    to: from + 74,
    access: access2,
    item: `${key}.1`,
    standing: 'revoked',
    status: 401,
  });
  refresh(log, {
    from: from + 95,
    to: from + 100,
    spend: refresh2,
    standing: 'revoked',
    result: {
      kind: 'refused',
      status: 400,
      error: 'invalid_grant',
      cause: 'its family is revoked',
    },
  });
}

/**
 * Every execution refreshes by itself. The second use of the spent refresh token makes the provider
 * revoke the family, and only a reconnect helps.
 */
export function stormHistory(target: string): readonly HistoryEvent[] {
  const log = sampleLog();
  untilRendezvous(log, target);
  for (const index of EIGHT) {
    const from = 748 + index * 11;
    execution(log, {
      key: `e${index + 3}`,
      phase: 'during',
      from: 420 + index * 3,
      to: 1_000 + index * 33,
      error: REFUSED,
    });
    if (index === 0)
      refresh(log, {
        from,
        to: from + 9,
        spend: refresh1,
        result: { kind: 'granted' },
        faults: ['expired-1'],
      });
    else
      refresh(log, {
        from,
        to: from + 9,
        spend: refresh1,
        standing: 'spent',
        result: {
          kind: 'refused',
          status: 400,
          error: 'invalid_grant',
          cause: 'it was spent before',
        },
      });
  }
  note(log, 769, 'revoked', refresh2, 'refresh token of the family was reused');
  note(log, 769, 'revoked', access2, 'refresh token of the family was reused');
  callApi(log, {
    from: 800,
    to: 806,
    access: access2,
    item: 'e3.1',
    standing: 'revoked',
    status: 401,
  });
  probe(log, 1_270, access2, refresh2, 'none');
  step(log, 4, 1_280, 1_292);
  step(log, 5, 1_295, 6_300);
  for (let index = 0; index < 12; index += 1)
    failedAttempt(log, `e${index + 11}`, 1_300 + index * 420);
  log.at(6_310, {
    type: 'remedy',
    remedy: 'reconnect',
    act: 'open the credential and connect the account again',
    state: 'begin',
  });
  connect(log, 6_340, 2);
  log.at(
    6_420,
    {
      type: 'remedy',
      remedy: 'reconnect',
      act: 'open the credential and connect the account again',
      state: 'end',
    },
    { type: 'phase', phase: 'remedied' },
  );
  execution(log, { key: 'e23', phase: 'remedied', from: 6_440, to: 6_590 });
  callApi(log, { from: 6_510, to: 6_516, access: token('access', 2, 1), item: 'e23.1' });
  probe(log, 6_600, token('access', 2, 1), token('refresh', 2, 1));
  finish(log, 6_620);
  return log.events();
}

/** One execution refreshes for all eight. */
export function singleFlightHistory(target: string): readonly HistoryEvent[] {
  const log = sampleLog();
  untilRendezvous(log, target);
  refresh(log, {
    from: 748,
    to: 760,
    spend: refresh1,
    result: { kind: 'granted' },
    faults: ['expired-1'],
  });
  for (const index of EIGHT) {
    callApi(log, {
      from: 800 + index * 12,
      to: 807 + index * 12,
      access: access2,
      item: `e${index + 3}.1`,
    });
    execution(log, {
      key: `e${index + 3}`,
      phase: 'during',
      from: 420 + index * 3,
      to: 880 + index * 20,
    });
  }
  probe(log, 1_270, access2, refresh2);
  step(log, 4, 1_280, 1_292);
  step(log, 5, 1_295, 1_450);
  execution(log, { key: 'e11', phase: 'healed', from: 1_300, to: 1_440 });
  callApi(log, { from: 1_380, to: 1_386, access: access2, item: 'e11.1' });
  probe(log, 1_455, access2, refresh2);
  finish(log, 1_470);
  return log.events();
}
