import type { Mark } from './drawing.ts';
import { shapeAttributes, type ShapeProps } from './shape-props.ts';

const PATHS: Readonly<Record<Mark['shape'], string>> = {
  diamond: 'M0-5L5 0L0 5L-5 0Z',
  cross: 'M-3.5-3.5L3.5 3.5M-3.5 3.5L3.5-3.5',
  dot: 'M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0',
};

/**
 * A mark for a look at the stored credential, a replayed token, or a process that waits for a lock.
 */
export function MarkShape({ mark, ...shape }: { readonly mark: Mark } & ShapeProps) {
  return (
    <g
      {...shapeAttributes(
        shape,
        mark.n,
        mark.text,
        `mark shape-${mark.shape} tone-${mark.tone}`,
        mark.label,
      )}
      transform={`translate(${mark.x} ${mark.y})`}
    >
      <rect class="target" x={-6} y={-7} width={12} height={14} />
      <path class="body" d={PATHS[mark.shape]} />
      {mark.label === '' ? null : (
        <text x={9} y={0}>
          {mark.label}
        </text>
      )}
    </g>
  );
}
