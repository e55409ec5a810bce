import { formatDuration } from '../../text/format-duration.ts';
import { FAULT_LABEL_TOP_PX, GROUP_LINE_ABOVE_PX } from './draw-timeline.ts';
import type { Band, Drawing, Link, TimeBreak } from './drawing.ts';

const PX_PER_CHARACTER = 6.4;
const GAP_PX_PER_CHARACTER = 5.4;
const AXIS_TEXT_PX = 17;

function PhaseStrip({ phase }: { readonly phase: Band }) {
  return (
    <g class={`phase phase-${phase.label}`}>
      <rect x={phase.x} y={0} width={phase.width} height={FAULT_LABEL_TOP_PX - 3} />
      {phase.label.length * PX_PER_CHARACTER + 8 <= phase.width ? (
        <text x={phase.x + 4} y={(FAULT_LABEL_TOP_PX - 3) / 2}>
          {phase.label}
        </text>
      ) : null}
      <title>{phase.text}</title>
    </g>
  );
}

function linkPath({ fromX, fromY, toX, toY }: Link): string {
  const bend = Math.max(6, (toX - fromX) / 2);
  return `M${fromX} ${fromY}C${fromX + bend} ${fromY} ${toX - bend} ${toY} ${toX} ${toY}`;
}

/**
 * The part of the drawing behind the bars: phases, bands of faults, the time axis, lanes, omitted
 * gaps, and the lines between tokens and their successors.
 */
export function Backdrop({ drawing }: { readonly drawing: Drawing }) {
  const { width, height, axisY } = drawing;
  return (
    <g class="backdrop">
      {drawing.lanes.map((lane) => (
        <rect
          key={lane.y}
          class="lane"
          x={0}
          y={lane.y - 3}
          width={width}
          height={lane.height + 6}
        />
      ))}
      {drawing.lanes
        .filter((lane) => lane.group !== undefined)
        .map((lane) => (
          <line
            key={lane.y}
            class="group"
            x1={0}
            x2={width}
            y1={lane.y - GROUP_LINE_ABOVE_PX}
            y2={lane.y - GROUP_LINE_ABOVE_PX}
          />
        ))}
      {drawing.phases.map((phase) => (
        <PhaseStrip key={phase.n} phase={phase} />
      ))}
      {drawing.faults.map((fault) => (
        <rect
          key={fault.n}
          class="fault-band"
          x={fault.x}
          y={FAULT_LABEL_TOP_PX}
          width={fault.width}
          height={height - FAULT_LABEL_TOP_PX}
        />
      ))}
      {drawing.ticks.map((tick) => (
        <g key={tick.x} class="tick">
          <line x1={tick.x} x2={tick.x} y1={axisY + 3} y2={height} />
          <text x={tick.x + 3} y={axisY + 10}>
            {tick.label}
          </text>
        </g>
      ))}
      {drawing.breaks.map((gap) => (
        <g key={gap.x} class="break">
          <title>{`${formatDuration(gap.ms)} without any event left out`}</title>
          <rect
            x={gap.x}
            y={axisY + AXIS_TEXT_PX}
            width={gap.width}
            height={height - axisY - AXIS_TEXT_PX}
          />
          <path
            d={`M${gap.x + gap.width / 2 - 3} ${axisY + AXIS_TEXT_PX + 11}l6 2.5l-6 2.5l6 2.5`}
          />
        </g>
      ))}
      {drawing.links.map((link, index) => (
        <path key={index} class="link" d={linkPath(link)} />
      ))}
    </g>
  );
}

/** How long an omitted gap is: across it, or along it where it is too narrow for that. */
function GapLabel({ gap, axisY }: { readonly gap: TimeBreak; readonly axisY: number }) {
  const label = formatDuration(gap.ms);
  const middle = gap.x + gap.width / 2;
  return label.length * GAP_PX_PER_CHARACTER <= gap.width ? (
    <text x={middle} y={axisY + AXIS_TEXT_PX + 6} text-anchor="middle">
      {label}
    </text>
  ) : (
    <text transform={`translate(${middle} ${axisY + 46}) rotate(90)`}>{label} idle</text>
  );
}

/** The lengths of the omitted gaps, over everything: a bar may go on through a gap. */
export const GapLabels = ({ drawing: { breaks, axisY } }: { readonly drawing: Drawing }) => (
  <g class="break">
    {breaks.map((gap) => (
      <GapLabel key={gap.x} gap={gap} axisY={axisY} />
    ))}
  </g>
);
