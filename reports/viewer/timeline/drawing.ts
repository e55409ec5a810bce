/**
 * How a thing ended, as a colour: good, refused by rule (4xx, expired), broken (error, 5xx, lost,
 * revoked), or none of these.
 */
export type Tone = 'ok' | 'refused' | 'broken' | 'quiet' | 'live';

/**
 * Something with a length in time. `n` is the event to jump to, `events` are all that it stands
 * for.
 */
export interface Bar {
  readonly n: number;
  readonly events: readonly number[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly tone: Tone;
  /** Written into the bar where it fits. */
  readonly label: string;
  /** The sentence for hover and focus. */
  readonly text: string;
  /** The part of the bar during which a rendezvous held the request. */
  readonly held?: { readonly x: number; readonly width: number };
}

/** Something at one moment. */
export interface Mark {
  readonly n: number;
  readonly x: number;
  readonly y: number;
  readonly shape: 'diamond' | 'cross' | 'dot';
  readonly tone: Tone;
  readonly label: string;
  readonly text: string;
}

/** A stretch of time shaded over all lanes (a fault) or over the head (a phase). */
export interface Band {
  readonly n: number;
  readonly x: number;
  readonly width: number;
  /** Row of the label, from 0. */
  readonly row: number;
  readonly label: string;
  readonly text: string;
}

/**
 * A horizontal strip with a name. `group` names the lane that the strip belongs to when it is the
 * lane's first.
 */
export interface Lane {
  readonly y: number;
  readonly height: number;
  readonly label: string;
  readonly group?: string;
}

/** A line from one token to the one it was exchanged for. */
export interface Link {
  readonly fromX: number;
  readonly fromY: number;
  readonly toX: number;
  readonly toY: number;
}

export interface TimeBreak {
  readonly x: number;
  readonly width: number;
  /** How much time is left out. */
  readonly ms: number;
}

export interface Tick {
  readonly x: number;
  readonly label: string;
}

/** One strip's content, with `y` from the strip's own top. */
export interface Strip {
  readonly label: string;
  readonly group?: string;
  readonly height: number;
  readonly bars: readonly Bar[];
  readonly marks: readonly Mark[];
  readonly links: readonly Link[];
}

/** Everything that is drawn, in pixels. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** Where the lanes begin, below phases, fault labels and the axis. */
  readonly top: number;
  readonly axisY: number;
  readonly lanes: readonly Lane[];
  readonly phases: readonly Band[];
  readonly faults: readonly Band[];
  readonly bars: readonly Bar[];
  readonly marks: readonly Mark[];
  readonly links: readonly Link[];
  readonly breaks: readonly TimeBreak[];
  readonly ticks: readonly Tick[];
  /** Where a moment lies, from milliseconds of the run to pixels. */
  readonly x: (atMs: number) => number;
}
