import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';

/** Moments are as told when they are apart by less than half the life, or by a few seconds. */
const TOLERATED_SHARE = 0.5;
const TOLERATED_MS = 5_000;

/** A stored moment of expiry that is not the one that the reply told. */
export interface FarMoment {
  readonly name: string;
  readonly apartMs: number;
  readonly isEarly: boolean;
}

/** A reading, and the reply that brought the access token that is stored. */
interface Pair {
  readonly probe: EventOf<'stored-credential'>;
  readonly reply: EventOf<'reply'>;
}

/** How far the client's clock may have been ahead while it took the reply and saved. */
function clockOffsets(history: History, { probe, reply }: Pair): readonly number[] {
  const moves = history.of('clock').filter(({ clock }) => clock === 'n8n');
  const meanwhile = moves.filter(({ n }) => n > reply.n && n < probe.n);
  const before = moves.findLast(({ n }) => n < reply.n)?.offsetMs ?? 0;
  return [before, ...meanwhile.map(({ offsetMs }) => offsetMs)];
}

/** True when a fault changed the reply: nobody knows what its client made of it. */
function wasAltered(history: History, { faults }: EventOf<'reply'>): boolean {
  return history
    .of('fault')
    .some(({ fault, id }) => fault.startsWith('reply/') && faults.includes(id));
}

/**
 * The client's own moments of expiry in a reading that are far from what the reply of the stored
 * token told (`expires_in`, RFC 6749 §5.1). The client counts from some moment between the reply
 * and the reading, by a clock that the plan may have moved.
 */
export function farMoments(history: History, pair: Pair): readonly FarMoment[] {
  const { probe, reply } = pair;
  const lifeMs = (reply.expiresInSeconds ?? 0) * 1_000;
  if (lifeMs <= 0 || wasAltered(history, reply)) return [];
  const offsets = clockOffsets(history, pair);
  const toleratedMs = Math.max(TOLERATED_MS, lifeMs * TOLERATED_SHARE);
  const earliestMs = reply.at - probe.at + lifeMs + Math.min(...offsets) - toleratedMs;
  const latestMs = lifeMs + Math.max(...offsets) + toleratedMs;
  return Object.entries(probe.endsInMs ?? {})
    .filter(([name]) => reply.members?.[name] === undefined)
    .flatMap(([name, endsInMs]) =>
      endsInMs < earliestMs || endsInMs > latestMs
        ? [
            {
              name,
              isEarly: endsInMs < earliestMs,
              apartMs: Math.abs(endsInMs - lifeMs - (reply.at - probe.at)),
            },
          ]
        : [],
    );
}
