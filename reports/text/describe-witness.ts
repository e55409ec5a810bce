import type { EventOf } from '../../harness/model/event.ts';

/** Something about monitoring as a sentence: that it was there, or what it showed. */
export function describeWitness(event: EventOf<'witness-ready' | 'witness'>): string {
  if (event.type === 'witness') return `Witness ${event.witness} shows: ${event.text}`;
  return event.there
    ? `Witness ${event.witness} is there.`
    : `Witness ${event.witness} is not there${event.why === undefined ? '.' : `: ${event.why}.`}`;
}
