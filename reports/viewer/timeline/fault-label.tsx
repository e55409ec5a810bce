import { FAULT_LABEL_HEIGHT_PX, FAULT_LABEL_TOP_PX } from './draw-timeline.ts';
import type { FaultBand } from './drawing.ts';
import { shapeAttributes, type ShapeProps } from './shape-props.ts';

/** The name of a fault, at the top of its band. */
export function FaultLabel({ fault, ...shape }: { readonly fault: FaultBand } & ShapeProps) {
  const y = FAULT_LABEL_TOP_PX + fault.row * FAULT_LABEL_HEIGHT_PX;
  return (
    <g {...shapeAttributes(shape, fault.n, fault.text, 'fault', fault.label)}>
      <rect
        class="body"
        x={fault.x}
        y={y + 1}
        width={fault.width}
        height={FAULT_LABEL_HEIGHT_PX - 2}
        rx={2}
      />
      <text x={fault.labelX + 4} y={y + FAULT_LABEL_HEIGHT_PX / 2}>
        {fault.label}
      </text>
    </g>
  );
}
