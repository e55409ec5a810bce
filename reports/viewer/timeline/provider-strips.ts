import type { RecordedExchange, History } from '../../../harness/model/history.ts';
import { describeEvent } from '../../text/describe-event.ts';
import type { Bar, Strip, Tone } from './drawing.ts';
import { stackBars, stretch } from './stretch.ts';
import type { TimeScale } from './time-scale.ts';

function toneOf({ reply }: RecordedExchange): Tone {
  if (reply === undefined) return 'quiet';
  if (reply.outcome !== 'http' || !reply.delivered) return 'broken';
  const status = reply.status ?? 200;
  return status >= 500 ? 'broken' : status >= 400 ? 'refused' : 'ok';
}

/** For each exchange that a rendezvous held, the moment at which it was released. */
function releases(history: History): Map<number, number> {
  const over = history.of('gate').filter((gate) => gate.state !== 'armed');
  return new Map(
    over.flatMap((gate) => gate.exchanges.map((exchange) => [exchange, gate.at] as const)),
  );
}

function exchangeBar(
  exchange: RecordedExchange,
  released: number | undefined,
  scale: TimeScale,
): Omit<Bar, 'y' | 'height'> {
  const { request, reply } = exchange;
  const label =
    reply === undefined
      ? '…'
      : reply.outcome === 'http'
        ? String(reply.status ?? '')
        : reply.outcome;
  const bar = stretch(scale, request.at, reply?.at ?? scale.endMs);
  const heldUntil =
    released === undefined ? undefined : Math.min(scale.x(released), bar.x + bar.width);
  const text =
    reply === undefined
      ? `${describeEvent(request)} No reply was recorded.`
      : `${describeEvent(request)} ${describeEvent(reply)}`;
  return {
    n: (reply ?? request).n,
    events: [request.n, ...(reply === undefined ? [] : [reply.n])],
    ...bar,
    tone: toneOf(exchange),
    label,
    text: released === undefined ? text : `${text} Held by a rendezvous.`,
    ...(heldUntil !== undefined && heldUntil > bar.x
      ? { held: { x: bar.x, width: heldUntil - bar.x } }
      : {}),
  };
}

const LANES = [
  { label: 'token endpoint', has: (endpoint: string) => endpoint === 'token' },
  { label: 'API', has: (endpoint: string) => endpoint === 'resource' },
  {
    label: 'other endpoints',
    has: (endpoint: string) => endpoint !== 'token' && endpoint !== 'resource',
  },
] as const;

/**
 * The strips for the provider: every request from its arrival to its reply. The token endpoint and
 * the API have separate strips.
 */
export function providerStrips(history: History, scale: TimeScale): Strip[] {
  const exchanges = history.exchanges();
  const released = releases(history);
  const strips = LANES.flatMap(({ label, has }): Omit<Strip, 'group'>[] => {
    const own = exchanges.filter(({ request }) => has(request.endpoint));
    if (own.length === 0) return [];
    const { bars, height } = stackBars(
      own.map((exchange) => exchangeBar(exchange, released.get(exchange.request.exchange), scale)),
    );
    return [{ label, height, bars, marks: [], links: [] }];
  });
  return strips.map((strip, index) => (index === 0 ? { ...strip, group: 'provider' } : strip));
}
