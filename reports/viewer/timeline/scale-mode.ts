export type ScaleMode = 'time' | 'spread';
