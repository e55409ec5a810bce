import type { RealmEvent } from '../../mock-provider/index.ts';
import type { HistoryEventBody } from '../model/event.ts';

/** Translates an event of the realm into an event of the history. */
export function historyEvent(event: RealmEvent): HistoryEventBody {
  switch (event.type) {
    case 'realm-clock':
      return { type: 'clock', clock: event.clock, offsetMs: event.offsetMs };
    case 'fault-ended': {
      const { name, id, actsOn, options } = event.fault;
      return { type: 'fault', fault: name, id, state: 'healed', actsOn, options, by: event.by };
    }
    default:
      return event;
  }
}
