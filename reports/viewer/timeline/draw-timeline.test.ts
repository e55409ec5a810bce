import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { History } from '../../../harness/model/history.ts';
import { arbitraryHistory } from '../../testing/arbitrary-history.ts';
import { sampleRun } from '../../testing/sample-run.ts';
import { drawTimeline } from './draw-timeline.ts';
import type { Drawing } from './drawing.ts';
import { timelineItems } from './timeline-items.ts';

const width = fc.integer({ min: 320, max: 4_000 });
const mode = fc.constantFrom('time' as const, 'spread' as const);
const TINY = 1e-6;

function expectInside(drawing: Drawing): void {
  for (const { x, width: long } of [
    ...drawing.bars,
    ...drawing.faults,
    ...drawing.phases,
    ...drawing.breaks,
  ]) {
    expect(long).toBeGreaterThan(0);
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + long).toBeLessThanOrEqual(drawing.width + TINY);
  }
  for (const { y, height } of drawing.bars) {
    expect(y).toBeGreaterThanOrEqual(drawing.top);
    expect(y + height).toBeLessThanOrEqual(drawing.height);
  }
  for (const { x, y } of drawing.marks) {
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x).toBeLessThanOrEqual(drawing.width);
    expect(y).toBeLessThanOrEqual(drawing.height);
  }
  for (const { x, width: long, held } of drawing.bars) {
    if (held === undefined) continue;
    expect(held.x).toBeGreaterThanOrEqual(x);
    expect(held.x + held.width).toBeLessThanOrEqual(x + long + TINY);
  }
}

function expectNoOverlap({ bars }: Drawing): void {
  for (const row of Map.groupBy(bars, ({ y }) => y).values()) {
    const sorted = row.toSorted((a, b) => a.x - b.x);
    sorted
      .slice(1)
      .forEach((bar, index) =>
        expect(bar.x + TINY).toBeGreaterThanOrEqual(
          (sorted[index]?.x ?? 0) + (sorted[index]?.width ?? 0),
        ),
      );
  }
}

const storm = new History(
  sampleRun().histories.get('targets/1.123.81/rotation__concurrent-refresh/history.ndjson') ?? [],
);

describe('drawTimeline', () => {
  it('keeps everything inside and gives everything a width, whatever the history', () => {
    fc.assert(
      fc.property(arbitraryHistory, width, mode, (history, px, how) =>
        expectInside(drawTimeline(history, px, how)),
      ),
    );
  });

  it('never draws two bars of one row over each other', () => {
    fc.assert(
      fc.property(arbitraryHistory, width, mode, (history, px, how) =>
        expectNoOverlap(drawTimeline(history, px, how)),
      ),
    );
  });

  it('keeps the names of faults inside, also of one that begins at the right edge', () => {
    const endsIn = (ms: number): History =>
      new History([
        ...storm.events,
        ...storm.of('fault').map((event) => ({ ...event, n: 90_000, at: ms })),
      ]);
    const { faults, width: px } = drawTimeline(endsIn(storm.events.at(-1)?.at ?? 0), 1_000);
    expect(faults.some(({ x, labelX }) => labelX < x)).toBe(true);
    for (const { labelX, label } of faults) {
      expect(labelX).toBeGreaterThanOrEqual(0);
      expect(labelX + 6 * label.length).toBeLessThanOrEqual(px);
    }
  });

  it('draws an empty history', () => {
    expectInside(drawTimeline(new History([]), 800));
  });

  it('draws every execution, every exchange and every token, and points at events that exist', () => {
    const drawing = drawTimeline(storm, 1_000);
    const texts = drawing.bars.map(({ text }) => text);
    expect(texts.filter((text) => text.startsWith('Execution'))).toHaveLength(
      storm.executions().length,
    );
    expect(texts.filter((text) => text.startsWith('Request'))).toHaveLength(
      storm.exchanges().length,
    );
    expect(drawing.lanes.flatMap(({ group }) => group ?? [])).toEqual([
      'n8n',
      'provider',
      'family f1',
      'family f2',
    ]);
    const numbers = new Set(storm.events.map(({ n }) => n));
    for (const { n } of timelineItems(drawing)) expect(numbers).toContain(n);
  });

  it('shows who was held by the rendezvous, and what was presented again', () => {
    const drawing = drawTimeline(storm, 1_000);
    expect(drawing.bars.filter(({ held }) => held !== undefined)).toHaveLength(8);
    expect(
      drawing.marks.filter(
        ({ shape, text }) => shape === 'cross' && text.includes('presented again'),
      ),
    ).toHaveLength(7);
  });

  it('links each refresh token to the one it was exchanged for', () => {
    const { links } = drawTimeline(storm, 1_000);
    expect(links).toHaveLength(1);
  });

  it('shades the fault from its beginning to its healing', () => {
    const { faults, phases } = drawTimeline(storm, 1_000);
    const [fault] = faults;
    const during = phases.find(({ label }) => label === 'during');
    expect(fault?.x).toBeCloseTo(during?.x ?? -1);
    expect(fault?.width).toBeCloseTo(during?.width ?? -1);
  });
});
