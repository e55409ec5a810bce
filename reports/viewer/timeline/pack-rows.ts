/**
 * Puts stretches into rows, so that stretches in the same row do not touch. Each goes into the
 * first row with room for it.
 * @returns the row of each stretch, in the order given, and the number of rows
 */
export function packRows(
  stretches: readonly { readonly x: number; readonly width: number }[],
  gapPx = 2,
): { readonly rows: readonly number[]; readonly count: number } {
  const rightEnds: number[] = [];
  const rows = Array.from<number>({ length: stretches.length });
  const order = stretches
    .map((stretch, index) => ({ stretch, index }))
    .toSorted((a, b) => a.stretch.x - b.stretch.x || a.index - b.index);
  for (const { stretch, index } of order) {
    const free = rightEnds.findIndex((end) => end + gapPx <= stretch.x);
    const row = free === -1 ? rightEnds.length : free;
    rightEnds[row] = stretch.x + stretch.width;
    rows[index] = row;
  }
  return { rows, count: rightEnds.length };
}
