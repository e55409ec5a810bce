import type { Bar } from './drawing.ts';
import { shapeAttributes, type ShapeProps } from './shape-props.ts';

const PX_PER_CHARACTER = 5.6;

/** A bar for an execution, an exchange, the life of a token, or a remedy. */
export function BarShape({ bar, ...shape }: { readonly bar: Bar } & ShapeProps) {
  const { x, y, width, height, tone, label, held } = bar;
  const start = held === undefined ? x : held.x + held.width;
  const room = x + width - start;
  const labelled = height >= 10 && label.length * PX_PER_CHARACTER + 6 <= room;
  const lineY = y + height + 0.25;
  return (
    <g {...shapeAttributes(shape, bar.n, bar.text, `bar tone-${tone}`, labelled ? label : '')}>
      <rect class="body" x={x} y={y} width={width} height={height} rx={1.5} />
      {held === undefined ? null : (
        <rect
          class="held"
          x={held.x}
          y={y}
          width={held.width}
          height={height}
          rx={Math.min(2, held.width / 2)}
        />
      )}
      {tone === 'broken' && width >= 10 ? (
        <rect class="hatch" x={x} y={y + height - 3} width={width} height={3} />
      ) : null}
      {shape.proof ? <rect class="proof" x={x} y={lineY} width={width} height={1.75} /> : null}
      {labelled ? (
        <text x={start + 4} y={y + height / 2}>
          {label}
        </text>
      ) : null}
    </g>
  );
}
