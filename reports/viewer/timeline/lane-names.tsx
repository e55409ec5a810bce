import type { Drawing } from './drawing.ts';

/**
 * The names of the lanes. They are outside the drawing, so that they stay visible when it is
 * scrolled.
 */
export function LaneNames({ drawing }: { readonly drawing: Drawing }) {
  return (
    <div class="lane-names" style={{ height: `${drawing.height}px` }} aria-hidden="true">
      {drawing.lanes.map((lane) => (
        <div key={lane.y} style={{ top: `${lane.y}px`, height: `${lane.height}px` }}>
          {lane.group === undefined ? null : <b>{lane.group}</b>} <span>{lane.label}</span>
        </div>
      ))}
    </div>
  );
}
