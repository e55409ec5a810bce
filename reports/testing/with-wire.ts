import type { HistoryEvent } from '../../harness/model/event.ts';
import type { SampleRun } from './sample-run.ts';

/** The event with a head and a body, if it has any. */
function wired(event: HistoryEvent): HistoryEvent {
  if (event.type === 'request') {
    const startedAtMs = 1_800_000_000_000 + event.at;
    const headers = [{ name: 'Authorization', value: 'Basic ‹client secret of main #01234567›' }];
    const body = { text: 'refresh_token=‹refresh token f1·g1›', bytes: 60 };
    const url = `http://127.0.0.1:1/demo${event.path}`;
    return { ...event, wire: { startedAtMs, httpVersion: '1.1', url, headers, body } };
  }
  if (event.type !== 'reply' || event.status === undefined) return event;
  const headers = [{ name: 'content-type', value: 'application/json' }];
  const body = { text: '{"access_token":"‹access token f1·g2›"}', bytes: 80 };
  return { ...event, wire: { headers, body, waitedMs: 1.5, sendingMs: 0.2 } };
}

/** The sample run with the heads and bodies of its exchanges. */
export const withWire = (run: SampleRun): SampleRun => ({
  ...run,
  histories: new Map([...run.histories].map(([file, events]) => [file, events.map(wired)])),
});
