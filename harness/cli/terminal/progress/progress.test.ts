import { PassThrough } from 'node:stream';
import sinon from 'sinon';
import { describe, expect, it } from 'vitest';
import { sampleResult, sampleTarget } from '../../../store/testing/sample-results.ts';
import { keeping } from '../../testing/run-cli.ts';
import { createDisplay } from './create-display.ts';
import { createLineDisplay } from './line-display.ts';
import { createLiveDisplay } from './live-display.ts';
import { LiveState } from './live-state.ts';

const key = { target: '2.41.1', name: 'rotation/concurrent-refresh', attempt: 1 };
const ended = { kind: 'scenario-end', result: sampleResult(), done: 1, total: 2 } as const;

describe('without a terminal', () => {
  it('an installation writes at most one line in five seconds', () => {
    const out = keeping();
    let now = 0;
    const display = createLineDisplay({ out, colours: false, printsResults: true, now: () => now });
    for (; now <= 12_000; now += 100)
      display.show({
        kind: 'installing',
        target: '2.41.1',
        phase: 'fetching packages',
        packages: now,
        elapsedMs: now,
      });
    expect(out.text().trim().split('\n')).toEqual([
      'n8n 2.41.1: fetching packages (0), 0 s',
      'n8n 2.41.1: fetching packages (5000), 5 s',
      'n8n 2.41.1: fetching packages (10000), 10 s',
    ]);
  });

  it('a new phase of an installation is told at once', () => {
    const out = keeping();
    const display = createLineDisplay({ out, colours: false, printsResults: true, now: () => 0 });
    for (const phase of ['linking', 'linking', 'native part'])
      display.show({ kind: 'installing', target: '2.41.1', phase, elapsedMs: 0 });
    expect(out.text()).toBe('n8n 2.41.1: linking, 0 s\nn8n 2.41.1: native part, 0 s\n');
  });

  it('a result is one line, and none when a reporter prints it', () => {
    for (const printsResults of [true, false]) {
      const out = keeping();
      const display = createLineDisplay({ out, colours: false, printsResults });
      display.show({ kind: 'scenario-start', ...key });
      display.show({ kind: 'scenario-step', ...key, doing: 'execute 8 at once' });
      display.show(ended);
      expect(out.text()).toBe(
        printsResults ? '[1/2] pass rotation/concurrent-refresh (2.41.1, 1 s) recovered\n' : '',
      );
    }
  });

  it('says every half minute what is running, when nothing else is printed', () => {
    const clock = sinon.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
    try {
      const out = keeping();
      const display = createLineDisplay({ out, colours: false, printsResults: true });
      display.show({ kind: 'booting', target: '2.41.1' });
      clock.tick(29_000);
      display.print('a line');
      clock.tick(29_000);
      expect(out.text()).toBe('n8n 2.41.1: starting\na line\n');
      clock.tick(1_000);
      expect(out.text()).toContain('a line\n… n8n 2.41.1: starting · 59 s\n');
      display.stop();
      clock.tick(90_000);
      expect(out.text().trim().split('\n')).toHaveLength(3);
    } finally {
      clock.restore();
    }
  });

  it('nothing moves: no control characters are written', () => {
    const out = keeping();
    const display = createDisplay({ out, env: {} }, { colours: false, printsResults: true });
    for (const progress of [
      { kind: 'booting', target: '2.41.1' },
      { kind: 'ready', target: sampleTarget(), bootMs: 65_000 },
      { kind: 'note', text: 'a note' },
      ended,
    ] as const)
      display.show(progress);
    display.stop();
    expect(out.text()).not.toContain('\u001B');
    expect(out.text()).toContain('n8n 2.41.1 is up after 1 min 5 s\na note\n');
  });
});

describe('what is going on', () => {
  it('is a line for each scenario in flight, with its step and time, and a count', () => {
    const state = new LiveState();
    state.take({ kind: 'scenario-start', ...key }, 0);
    state.take({ kind: 'scenario-start', ...key, name: 'rotation/grace', attempt: 2 }, 1_000);
    state.take({ kind: 'scenario-step', ...key, doing: 'execute 8 at once' }, 2_000);
    expect(state.lines(5_000, 80)).toEqual([
      '  rotation/concurrent-refresh · execute 8 at once · 5 s',
      '  rotation/grace #2 · 4 s',
    ]);
    state.take(ended, 6_000);
    expect(state.lines(6_000, 80)).toEqual(['  rotation/grace #2 · 5 s', '  1 of 2 done']);
    expect(state.lines(6_000, 10)[0]).toBe('  rotatio…');
    state.take({ kind: 'scenario-postponed', ...key, name: 'rotation/grace', attempt: 2 }, 7_000);
    expect(state.lines(7_000, 80)).toEqual(['  1 of 2 done']);
  });
});

describe('on a terminal', () => {
  it.each([
    ['of a CI job', { rows: 30 }, { CI: 'true' }],
    ['that cannot move its cursor', { rows: 30 }, { TERM: 'dumb' }],
    ['without a size', { rows: 0 }, {}],
  ])('%s, lines are written as in a log', (_, size, env) => {
    const out = Object.assign(keeping(), { isTTY: true as const, ...size });
    const display = createDisplay({ out, env }, { colours: false, printsResults: true });
    display.show({ kind: 'booting', target: '2.41.1' });
    display.stop();
    expect(out.text()).toBe('n8n 2.41.1: starting\n');
  });

  it('results stay above what moves, and nothing is left behind at the end', () => {
    const out = Object.assign(new PassThrough(), { isTTY: true as const, columns: 80 });
    const display = createLiveDisplay({ out, colours: false, printsResults: true, now: () => 0 });
    display.show({ kind: 'scenario-start', ...key });
    display.print('stays');
    display.show(ended);
    display.stop();
    display.show({ kind: 'scenario-start', ...key, name: 'rotation/too-late' });
    const text = String(out.read());
    expect(text).toContain('stays\n');
    expect(text).toContain('[1/2] pass rotation/concurrent-refresh');
    expect(text).not.toContain('too-late');
  });
});
