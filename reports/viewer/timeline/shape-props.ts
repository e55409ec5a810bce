/** What every drawn thing that can be pointed at needs to know of itself. */
export interface ShapeProps {
  readonly itemKey: string;
  /** The tab key stops here. */
  readonly stop: boolean;
  readonly selected: boolean;
  /** A violated finding points at it. */
  readonly proof: boolean;
}

/** Attributes and classes of a drawn thing that can be pointed at. */
export const shapeAttributes = (
  { itemKey, stop, selected, proof }: ShapeProps,
  n: number,
  text: string,
  kind: string,
) => ({
  'data-key': itemKey,
  role: 'button' as const,
  // Lower case: in SVG, attribute names are as written.
  tabindex: stop ? 0 : -1,
  'aria-label': `event ${n}: ${text}`,
  class: `${kind}${selected ? ' is-selected' : ''}${proof ? ' is-proof' : ''}`,
});
