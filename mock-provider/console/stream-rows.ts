import type { NumberedEvent } from '../control/read-events.ts';
import type { LedgerEntry, RealmEvent, ReplyRecord, RequestRecord } from '../model/records.ts';
import { tokenName } from './token-text.ts';

/** A request, together with its reply when there is one. */
export interface ExchangeRow {
  readonly kind: 'exchange';
  /** Number of the request's event. */
  readonly id: number;
  readonly request: RequestRecord;
  readonly reply?: ReplyRecord;
  readonly realmTimeMs: number;
}

/** An event that belongs to no request. */
export interface NoteRow {
  readonly kind: 'note';
  readonly id: number;
  readonly text: string;
  readonly realmTimeMs: number;
}

export type StreamRow = ExchangeRow | NoteRow;

/** How many rows are kept. */
export const ROWS_KEPT = 500;

/**
 * Adds events (oldest first) to rows (newest first). A reply is added to the row of its request.
 */
export function addEvents(
  rows: readonly StreamRow[],
  events: readonly NumberedEvent[],
): readonly StreamRow[] {
  const next = [...rows].reverse();
  for (const event of events) add(next, event);
  return next.slice(-ROWS_KEPT).reverse();
}

function add(rows: StreamRow[], { id, realmTimeMs, event }: NumberedEvent): void {
  if (event.type === 'request') {
    const { type: _type, ...request } = event;
    rows.push({ kind: 'exchange', id, realmTimeMs, request });
  } else if (event.type === 'reply') {
    const { type: _type, ...reply } = event;
    join(rows, reply);
  } else if (event.type === 'ledger') {
    // The effect of a request on tokens is visible in the list of consents, so it gets no row here.
    if (event.exchange === undefined)
      rows.push({ kind: 'note', id, realmTimeMs, text: ledgerText(event) });
  } else rows.push({ kind: 'note', id, realmTimeMs, text: noteText(event) });
}

function join(rows: StreamRow[], reply: ReplyRecord): void {
  // Take the newest request with this number, because a realm that was reset may count from 1
  // again.
  const index = rows.findLastIndex(
    (row) => row.kind === 'exchange' && row.request.exchange === reply.exchange,
  );
  const row = rows[index];
  if (row?.kind === 'exchange') rows[index] = { ...row, reply };
}

const ledgerText = ({ action, token, cause }: LedgerEntry): string =>
  [
    ...(token === undefined ? [] : [tokenName(token)]),
    action.replace('-', ' '),
    ...(cause === undefined ? [] : [`by ${cause}`]),
  ].join(' ');

function noteText(
  event: Exclude<RealmEvent, { readonly type: 'request' | 'reply' | 'ledger' }>,
): string {
  if (event.type === 'gate')
    return `gate ${event.state}: ${event.arrived} of ${event.wanted} requests`;
  if (event.type === 'fault-ended')
    return `${event.fault.id} healed by itself: ${event.by === 'for' ? 'its time is over' : 'it acted often enough'}`;
  return `clock ${event.clock} is off by ${event.offsetMs / 1000} s`;
}
