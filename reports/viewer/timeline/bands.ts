import type { History } from '../../../harness/model/history.ts';
import { describeEvent } from '../../text/describe-event.ts';
import type { Band, FaultBand } from './drawing.ts';
import { packRows } from './pack-rows.ts';
import { stretch } from './stretch.ts';
import type { TimeScale } from './time-scale.ts';

/** Approximate width of a character, to keep the labels of faults apart. */
const LABEL_PX_PER_CHARACTER = 6.4;
/**
 * Maximum number of rows for labels. A fault that finds no room keeps its band and gets no label.
 */
const LABEL_ROWS = 4;

/** The phases of the run. Each lasts until the next one begins. */
export function phaseBands(history: History, scale: TimeScale): Band[] {
  const phases = history.of('phase');
  return phases.map((phase, index) => ({
    n: phase.n,
    ...stretch(scale, phase.at, phases[index + 1]?.at ?? scale.endMs, 1),
    row: 0,
    label: phase.phase,
    text: describeEvent(phase),
  }));
}

/** The faults. Each lasts until it is healed or the run ends. */
export function faultBands(history: History, scale: TimeScale): FaultBand[] {
  const events = history.of('fault');
  const bands = events
    .filter((event) => event.state === 'begin')
    .map((begin) => {
      const end = events.find(
        (event) => event.state === 'healed' && event.id === begin.id && event.n > begin.n,
      );
      const met = events.filter(
        (event) =>
          event.state === 'met' &&
          event.id === begin.id &&
          event.n > begin.n &&
          event.n < (end?.n ?? Number.POSITIVE_INFINITY),
      );
      const text = [
        ...[begin, ...met].map((event) => describeEvent(event)),
        end === undefined ? 'It was never healed.' : describeEvent(end),
      ].join(' ');
      const band = stretch(scale, begin.at, end?.at ?? scale.endMs);
      const labelPx = begin.fault.length * LABEL_PX_PER_CHARACTER + 8;
      const labelX = Math.max(0, Math.min(band.x, scale.width - labelPx));
      return { n: begin.n, ...band, labelX, labelPx, label: begin.fault, text };
    });
  const { rows } = packRows(
    bands.map(({ x, width, labelX, labelPx }) => ({
      x: labelX,
      width: Math.max(x + width, labelX + labelPx) - labelX,
    })),
  );
  return bands.map(({ labelPx: _labelPx, ...band }, index) => {
    const row = rows[index] ?? 0;
    return row < LABEL_ROWS ? { ...band, row } : { ...band, row: LABEL_ROWS - 1, label: '' };
  });
}
