/**
 * A duration in milliseconds as people write it: `820 ms`, `4.2 s`, `2 min 05 s`, `1 h 03 min`, `3
 * d 4 h`. A negative duration keeps its sign.
 */
export function formatDuration(ms: number): string {
  if (ms < 0) return `−${formatDuration(-ms)}`;
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1_000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 3_600)
    return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 1_440)
    return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
  const hours = Math.round(minutes / 60);
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** A moment of a run, counted from its beginning: `+0.120 s`, `+75.004 s`. */
export const formatMoment = (ms: number): string => `+${(ms / 1_000).toFixed(3)} s`;
