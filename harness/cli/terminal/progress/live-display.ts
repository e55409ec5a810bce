import { createLogUpdate } from 'log-update';
import { createColors } from 'picocolors';
import type { DisplayOptions, ProgressDisplay } from './display.ts';
import { LiveState } from './live-state.ts';
import { readyText, resultText } from './progress-text.ts';

/**
 * A display for terminals: the lines about what is running stay at the bottom and change; finished
 * results scroll up above them.
 */
export function createLiveDisplay({
  out,
  colours,
  printsResults,
  now = () => performance.now(),
}: DisplayOptions): ProgressDisplay {
  const update = createLogUpdate(out);
  const { dim } = createColors(colours);
  const state = new LiveState();
  let stopped = false;
  const width = (): number =>
    'columns' in out && typeof out.columns === 'number' && out.columns > 20 ? out.columns : 80;
  const render = (): void => {
    if (stopped) return;
    update(
      state
        .lines(now(), width())
        .map((line) => dim(line))
        .join('\n'),
    );
  };
  const print = (line: string): void => {
    update.clear();
    out.write(`${line}\n`);
    render();
  };
  const tick = setInterval(render, 1_000);
  tick.unref();
  return {
    print,
    show(progress) {
      state.take(progress, now());
      if (progress.kind === 'ready') print(readyText(progress));
      else if (progress.kind === 'note') print(progress.text);
      else if (progress.kind === 'scenario-end' && printsResults)
        print(resultText(progress.result, { ...progress, colours }));
      else render();
    },
    stop() {
      if (stopped) return;
      stopped = true;
      clearInterval(tick);
      update.clear();
      update.done();
    },
  };
}
