import type { NumberedEvent } from '../control/read-events.ts';
import type { ReplyRecord } from '../model/records.ts';

/** How many requests of each kind came. A refresh that got a 401 counts as both. */
export interface Counts {
  /** Refreshes (RFC 6749 §6) that were answered with tokens. */
  readonly refreshed: number;
  /** Refreshes that were refused, or whose answer the client cannot have read. */
  readonly failed: number;
  /** Refreshes without an answer so far. */
  readonly underWay: number;
  /** Requests to any endpoint that were answered 401. */
  readonly unauthorized: number;
  /** Requests to any endpoint that were answered with another 4xx. */
  readonly otherRefused: number;
}

/** The requests of the last hour, counted by the second in which they arrived. */
export interface Traffic {
  /** By second of the machine's clock. */
  readonly seconds: ReadonlyMap<number, Counts>;
  /** Requests without an answer so far, by their number. */
  readonly open: ReadonlyMap<number, OpenRequest>;
  /** Number of the newest event that was counted. */
  readonly newest: number;
  /** Requests before this moment may be missing, in milliseconds by the machine's clock. */
  readonly completeFromMs?: number;
}

interface OpenRequest {
  readonly second: number;
  readonly isRefresh: boolean;
}

/** A column of the picture. */
export interface Column extends Counts {
  /** When it begins, in milliseconds by the machine's clock. */
  readonly fromMs: number;
}

/** How many columns a picture has. */
export const COLUMNS = 60;
/** How long requests are remembered. */
export const SECONDS_KEPT = 3600;
/** An answer to a request that is older than so many others without one is not counted. */
export const OPEN_KEPT = 1000;

const NONE: Counts = { refreshed: 0, failed: 0, underWay: 0, unauthorized: 0, otherRefused: 0 };

/** Nothing has been heard yet. */
export const NO_TRAFFIC: Traffic = { seconds: new Map(), open: new Map(), newest: 0 };

/** Adds events, oldest first. What is older than the time kept is forgotten. */
export function countEvents(before: Traffic, events: readonly NumberedEvent[]): Traffic {
  const seconds = new Map(before.seconds);
  const open = new Map(before.open);
  let { newest, completeFromMs } = before;
  for (const { id, machineTimeMs, event } of events) {
    if (id > newest + 1) completeFromMs = machineTimeMs;
    newest = id;
    if (event.type === 'request') {
      const second = Math.floor(machineTimeMs / 1000);
      const isRefresh = event.endpoint === 'token' && event.grantType === 'refresh_token';
      open.set(event.exchange, { second, isRefresh });
      add(seconds, second, isRefresh ? { underWay: 1 } : {});
    } else if (event.type === 'reply') {
      const asked = open.get(event.exchange);
      if (asked !== undefined) add(seconds, asked.second, answered(asked, event));
      open.delete(event.exchange);
    }
  }
  forgetOld(seconds, open);
  return {
    seconds,
    open,
    newest,
    ...(completeFromMs === undefined ? {} : { completeFromMs }),
  };
}

function add(seconds: Map<number, Counts>, second: number, more: Partial<Counts>): void {
  seconds.set(second, sum(seconds.get(second) ?? NONE, more));
}

const sum = (counts: Counts, more: Partial<Counts>): Counts => ({
  refreshed: counts.refreshed + (more.refreshed ?? 0),
  failed: counts.failed + (more.failed ?? 0),
  underWay: counts.underWay + (more.underWay ?? 0),
  unauthorized: counts.unauthorized + (more.unauthorized ?? 0),
  otherRefused: counts.otherRefused + (more.otherRefused ?? 0),
});

function answered({ isRefresh }: OpenRequest, reply: ReplyRecord): Partial<Counts> {
  const { status = 0, error, delivered } = reply;
  // Some providers refuse a refresh with status 200 and an error in the body.
  const hasTokens = delivered && status === 200 && error === undefined;
  return {
    ...(isRefresh ? { underWay: -1, ...(hasTokens ? { refreshed: 1 } : { failed: 1 }) } : {}),
    ...(status === 401 ? { unauthorized: 1 } : {}),
    ...(status >= 400 && status < 500 && status !== 401 ? { otherRefused: 1 } : {}),
  };
}

function forgetOld(seconds: Map<number, Counts>, open: Map<number, OpenRequest>): void {
  const newest = [...seconds.keys()].reduce((one, other) => Math.max(one, other), 0);
  for (const second of seconds.keys()) if (second <= newest - SECONDS_KEPT) seconds.delete(second);
  for (const [exchange, { second }] of open)
    if (open.size > OPEN_KEPT || second <= newest - SECONDS_KEPT) open.delete(exchange);
}

/** The counts of a window as columns of equal length, oldest first. The last contains `endMs`. */
export function columnsOf(
  { seconds }: Traffic,
  endMs: number,
  windowMs: number,
): readonly Column[] {
  const widthMs = windowMs / COLUMNS;
  // Columns begin at whole multiples of their length, so that they do not change as time goes on.
  const first = Math.floor(endMs / widthMs) - COLUMNS + 1;
  const columns: Column[] = Array.from({ length: COLUMNS }, (_, index) => ({
    fromMs: (first + index) * widthMs,
    ...NONE,
  }));
  for (const [second, counts] of seconds) {
    const index = Math.floor((second * 1000) / widthMs) - first;
    const column = columns[index];
    if (column !== undefined) columns[index] = { ...column, ...sum(column, counts) };
  }
  return columns;
}

/** The counts of all columns together. */
export const totalOf = (columns: readonly Counts[]): Counts => columns.reduce<Counts>(sum, NONE);
