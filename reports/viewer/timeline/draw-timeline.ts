import type { History } from '../../../harness/model/history.ts';
import { faultBands, phaseBands } from './bands.ts';
import { clientStrips } from './client-strips.ts';
import type { Drawing, Lane, Strip } from './drawing.ts';
import { providerStrips } from './provider-strips.ts';
import type { ScaleMode } from './scale-mode.ts';
import { createTimeScale } from './time-scale.ts';
import { tokenStrips } from './token-strips.ts';

const PHASE_PX = 18;
const FAULT_LABEL_PX = 15;
const AXIS_PX = 18;
const STRIP_GAP_PX = 7;
/** Space for the name of a group and a line above it. */
const GROUP_GAP_PX = 26;
export const GROUP_LINE_ABOVE_PX = 20;

interface Stacked {
  readonly lanes: readonly Lane[];
  readonly strips: readonly (Strip & { readonly y: number })[];
  readonly bottom: number;
}

function stack(strips: readonly Strip[], top: number): Stacked {
  let y = top;
  const placed = strips.map((strip, index) => {
    if (strip.group !== undefined) y += GROUP_GAP_PX - (index === 0 ? STRIP_GAP_PX : 0);
    else if (index > 0) y += STRIP_GAP_PX;
    const at = y;
    y += strip.height;
    return { ...strip, y: at };
  });
  const lanes = placed.map(({ y: at, height, label, group }) => ({
    y: at,
    height,
    label,
    ...(group === undefined ? {} : { group }),
  }));
  return { lanes, strips: placed, bottom: y + STRIP_GAP_PX };
}

/**
 * Arranges a history as a timeline of the given width. The function is pure: the same history gives
 * the same drawing.
 * @param width pixels for the time axis, without the names of the lanes
 */
export function drawTimeline(history: History, width: number, mode: ScaleMode = 'time'): Drawing {
  const scale = createTimeScale(
    history.events.map((event) => event.at),
    width,
    mode,
  );
  const faults = faultBands(history, scale);
  const axisY = PHASE_PX + (Math.max(-1, ...faults.map((fault) => fault.row)) + 1) * FAULT_LABEL_PX;
  const top = axisY + AXIS_PX;
  const { lanes, strips, bottom } = stack(
    [
      ...clientStrips(history, scale),
      ...providerStrips(history, scale),
      ...tokenStrips(history, scale),
    ],
    top,
  );
  return {
    width,
    height: bottom,
    top,
    axisY,
    lanes,
    phases: phaseBands(history, scale),
    faults,
    bars: strips.flatMap((strip) => strip.bars.map((bar) => ({ ...bar, y: bar.y + strip.y }))),
    marks: strips.flatMap((strip) => strip.marks.map((mark) => ({ ...mark, y: mark.y + strip.y }))),
    links: strips.flatMap((strip) =>
      strip.links.map((link) => ({
        ...link,
        fromY: link.fromY + strip.y,
        toY: link.toY + strip.y,
      })),
    ),
    breaks: scale.breaks,
    ticks: scale.ticks,
    x: scale.x,
  };
}

export const FAULT_LABEL_TOP_PX = PHASE_PX;
export const FAULT_LABEL_HEIGHT_PX = FAULT_LABEL_PX;
