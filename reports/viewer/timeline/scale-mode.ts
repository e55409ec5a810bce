/**
 * How time becomes width. `time`: in proportion, except that long idle gaps are omitted. `spread`:
 * a pause of four times the length gets twice the width, so that a burst of requests can be read
 * beside seconds of waiting.
 */
export type ScaleMode = 'time' | 'spread';
