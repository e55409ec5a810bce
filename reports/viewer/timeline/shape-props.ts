/** Properties of every shape in the drawing that can be pointed at. */
export interface ShapeProps {
  readonly itemKey: string;
  /** True when the tab key stops at this shape. */
  readonly stop: boolean;
  readonly selected: boolean;
  /** True when the shape's event proves a violated finding. */
  readonly proof: boolean;
}

/** Attributes and classes of a shape that can be pointed at. */
export const shapeAttributes = (
  { itemKey, stop, selected, proof }: ShapeProps,
  n: number,
  text: string,
  kind: string,
  /** What the shape shows of itself, so that it is called what it is seen as (WCAG 2.5.3). */
  shown = '',
) => ({
  'data-key': itemKey,
  role: 'button' as const,
  // Lower case, because the names of SVG attributes are case-sensitive.
  tabindex: stop ? 0 : -1,
  'aria-label': `${shown === '' ? '' : `${shown}, `}event ${n}: ${text}`,
  class: `${kind}${selected ? ' is-selected' : ''}${proof ? ' is-proof' : ''}`,
});
