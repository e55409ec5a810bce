import { parseJson } from '../../machine/parse-json.ts';

/** A call as k6 tells of it. */
export interface Point {
  /** When the answer had come, in milliseconds since the epoch. */
  readonly endedAtMs: number;
  readonly tookMs: number;
  /** Undefined when no answer came. */
  readonly status: number | undefined;
}

const METRIC = '"metric":"http_req_duration"';

/**
 * Reads a line of k6's JSON output
 * (https://grafana.com/docs/k6/latest/results-output/real-time/json/). Undefined when it is none
 * about a call that has ended: there are several lines for each.
 */
export function readPoint(line: string): Point | undefined {
  // Most lines are about something else, and there are thousands each second.
  if (!line.includes(METRIC)) return undefined;
  const { type, data } = (parseJson(line) ?? {}) as {
    readonly type?: unknown;
    readonly data?: { readonly time?: unknown; readonly value?: unknown; readonly tags?: unknown };
  };
  if (type !== 'Point' || typeof data?.time !== 'string' || typeof data.value !== 'number')
    return undefined;
  const endedAtMs = Date.parse(data.time);
  if (Number.isNaN(endedAtMs)) return undefined;
  const { status } = (data.tags ?? {}) as { readonly status?: unknown };
  const code = Number(status ?? 0);
  return { endedAtMs, tookMs: data.value, status: code > 0 ? code : undefined };
}
