import type { EventOf } from '../../harness/model/event.ts';
import type { SampleLog } from './sample-log.ts';
import { realmTime, token, type SampleToken } from './sample-token.ts';

type Ledger = EventOf<'ledger'>;
type Standing = NonNullable<EventOf<'request'>['presented']>['standing'];

const ledger = (
  ms: number,
  action: Ledger['action'],
  about: SampleToken,
  exchange?: number,
  cause?: string,
) => ({
  type: 'ledger' as const,
  action,
  token: about,
  realmTimeMs: realmTime(ms),
  ...(exchange === undefined ? {} : { exchange }),
  ...(cause === undefined ? {} : { cause }),
});

/** A ledger entry that belongs to no request. */
export function note(
  log: SampleLog,
  ms: number,
  action: Ledger['action'],
  about: SampleToken,
  cause: string,
): void {
  log.at(ms, ledger(ms, action, about, undefined, cause));
}

/** The authorization code flow, which begins a new family. */
export function connect(log: SampleLog, ms: number, family: number): void {
  const [authorize, exchange] = [log.nextExchange(), log.nextExchange()];
  const [access, refresh] = [token('access', family, 1), token('refresh', family, 1)];
  log.at(ms, {
    type: 'request',
    exchange: authorize,
    endpoint: 'authorize',
    method: 'GET',
    path: '/authorize',
    client: 'main',
    requestedScope: 'read',
  });
  log.at(ms + 4, {
    type: 'reply',
    exchange: authorize,
    endpoint: 'authorize',
    outcome: 'http',
    delivered: true,
    status: 302,
    faults: [],
  });
  log.at(ms + 22, {
    type: 'request',
    exchange,
    endpoint: 'token',
    method: 'POST',
    path: '/token',
    client: 'main',
    grantType: 'authorization_code',
    clientAuth: 'header',
    presented: { kind: 'code', standing: 'live' },
  });
  log.at(ms + 27, ledger(ms, 'issued', access, exchange), ledger(ms, 'issued', refresh, exchange));
  log.at(ms + 28, {
    type: 'reply',
    exchange,
    endpoint: 'token',
    outcome: 'http',
    delivered: true,
    status: 200,
    contentType: 'application/json',
    issued: { access, refresh, scope: 'read' },
    faults: [],
  });
  log.at(ms + 61, { type: 'connect', credential: 'main', ok: true });
}

/**
 * A call to the API. With `held`, a rendezvous delays its reply. Returns the number of the
 * exchange.
 */
export function callApi(
  log: SampleLog,
  call: {
    readonly from: number;
    readonly to: number;
    readonly access: SampleToken;
    readonly item: string;
    readonly standing?: Standing;
    readonly status?: number;
    readonly faults?: readonly string[];
  },
): number {
  const { from, to, access, item, standing = 'live', status = 200, faults = [] } = call;
  const exchange = log.nextExchange();
  log.at(from, {
    type: 'request',
    exchange,
    endpoint: 'resource',
    method: 'GET',
    path: `/api/items/${item}`,
    client: 'main',
    presented: { kind: 'access', standing, ref: access },
    item,
  });
  if (status === 200) log.at(to, ledger(to, 'accepted', access, exchange));
  log.at(to, {
    type: 'reply',
    exchange,
    endpoint: 'resource',
    outcome: 'http',
    delivered: true,
    status,
    contentType: 'application/json',
    accepted: status === 200,
    faults,
    ...(status === 401 ? { error: 'invalid_token' } : {}),
  });
  return exchange;
}

type RefreshResult =
  | { readonly kind: 'granted' }
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly error: string;
      readonly retryAfterSeconds?: number;
      readonly cause?: string;
    }
  | { readonly kind: 'lost' };

/** A refresh at the token endpoint with a single-use refresh token. */
export function refresh(
  log: SampleLog,
  call: {
    readonly from: number;
    readonly to: number;
    readonly spend: SampleToken;
    readonly standing?: Standing;
    readonly result: RefreshResult;
    readonly faults?: readonly string[];
  },
): number {
  const { from, to, spend, standing = 'live', result, faults = [] } = call;
  const exchange = log.nextExchange();
  const head = { type: 'reply' as const, exchange, endpoint: 'token' as const, faults };
  log.at(from, {
    type: 'request',
    exchange,
    endpoint: 'token',
    method: 'POST',
    path: '/token',
    client: 'main',
    grantType: 'refresh_token',
    clientAuth: 'header',
    presented: { kind: 'refresh', standing, ref: spend },
  });
  if (result.kind === 'refused') {
    if (result.cause !== undefined)
      log.at(
        to,
        ledger(to, standing === 'spent' ? 'replayed' : 'refused', spend, exchange, result.cause),
      );
    log.at(to, {
      ...head,
      outcome: 'http',
      delivered: true,
      status: result.status,
      error: result.error,
      contentType: 'application/json',
      ...(result.retryAfterSeconds === undefined
        ? {}
        : { retryAfterSeconds: result.retryAfterSeconds }),
    });
    return exchange;
  }
  const family = Number(spend.family.slice(1));
  const issued = {
    access: token('access', family, spend.generation + 1),
    refresh: token('refresh', family, spend.generation + 1),
    scope: 'read',
  };
  log.at(
    to,
    ledger(to, 'spent', spend, exchange),
    ledger(to, 'issued', issued.access, exchange),
    ledger(to, 'issued', issued.refresh, exchange),
  );
  log.at(
    to,
    result.kind === 'lost'
      ? { ...head, outcome: 'reset', delivered: false, issued }
      : {
          ...head,
          outcome: 'http',
          delivered: true,
          status: 200,
          contentType: 'application/json',
          issued,
        },
  );
  return exchange;
}
