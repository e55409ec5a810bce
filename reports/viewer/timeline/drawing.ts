/**
 * How something ended, shown as a colour: ok, refused by the rules (4xx, expired), broken (error,
 * 5xx, lost, revoked), or none of these.
 */
export type Tone = 'ok' | 'refused' | 'broken' | 'quiet' | 'live';

/**
 * Something that lasts for some time. `n` is the event that a click selects. `events` are all the
 * events that the bar shows.
 */
export interface Bar {
  readonly n: number;
  readonly events: readonly number[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly tone: Tone;
  /** The text inside the bar. It is shown when it fits. */
  readonly label: string;
  /** The sentence shown when the pointer or the focus is on the bar. */
  readonly text: string;
  /** The part of the bar during which a rendezvous held the request. */
  readonly held?: { readonly x: number; readonly width: number };
}

/** Something that happens at one moment. */
export interface Mark {
  readonly n: number;
  readonly x: number;
  readonly y: number;
  readonly shape: 'diamond' | 'cross' | 'dot';
  readonly tone: Tone;
  readonly label: string;
  readonly text: string;
}

/** A time span with a background colour: over all lanes for a fault, over the top for a phase. */
export interface Band {
  readonly n: number;
  readonly x: number;
  readonly width: number;
  /** The row of the label, from 0. */
  readonly row: number;
  readonly label: string;
  readonly text: string;
}

/** A fault, with the place of its name, which may begin before the fault near the right edge. */
export interface FaultBand extends Band {
  readonly labelX: number;
}

/**
 * A horizontal strip with a name. `group` is set for the first strip of a group and names the
 * group.
 */
export interface Lane {
  readonly y: number;
  readonly height: number;
  readonly label: string;
  readonly group?: string;
}

/** A line from one token to the token that replaced it. */
export interface Link {
  readonly fromX: number;
  readonly fromY: number;
  readonly toX: number;
  readonly toY: number;
}

export interface TimeBreak {
  readonly x: number;
  readonly width: number;
  /** How much time is omitted. */
  readonly ms: number;
}

export interface Tick {
  readonly x: number;
  readonly label: string;
}

/** The content of one strip. `y` is counted from the top of the strip. */
export interface Strip {
  readonly label: string;
  readonly group?: string;
  readonly height: number;
  readonly bars: readonly Bar[];
  readonly marks: readonly Mark[];
  readonly links: readonly Link[];
}

/** Everything to draw, in pixels. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** Where the lanes begin, below the phases, the labels of faults and the axis. */
  readonly top: number;
  readonly axisY: number;
  readonly lanes: readonly Lane[];
  readonly phases: readonly Band[];
  readonly faults: readonly FaultBand[];
  readonly bars: readonly Bar[];
  readonly marks: readonly Mark[];
  readonly links: readonly Link[];
  readonly breaks: readonly TimeBreak[];
  readonly ticks: readonly Tick[];
  /** Converts milliseconds of the run to pixels. */
  readonly x: (atMs: number) => number;
}
