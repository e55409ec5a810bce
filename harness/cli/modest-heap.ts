import { setFlagsFromString } from 'node:v8';

/** Commands with no n8n beside them, which go through all that large runs have found. */
const ALONE = new Set(['merge', 'recheck', 'report']);

/**
 * Keeps the memory of this process small, because it runs beside n8n. V8 lets a heap grow with the
 * memory of the machine. The histories and logs in this process are short-lived, so a small young
 * generation costs nothing. Must be imported first, because V8 sets the size of the heap while the
 * first modules load. It heeds the largest size only from its first full collection on; until then
 * the young generation must not grow at all.
 */
if (!ALONE.has(process.argv[2] ?? '')) {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--max-semi-space-size=2');
  setFlagsFromString('--optimize-for-size');
}
