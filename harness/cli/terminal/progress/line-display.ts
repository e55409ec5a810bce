import type { DisplayOptions, ProgressDisplay } from './display.ts';
import { LiveState } from './live-state.ts';
import { installingText, readyText, resultText } from './progress-text.ts';

/** Minimum time in milliseconds between two lines about the same phase of an installation. */
const QUIET_MS = 5_000;

/**
 * After so many milliseconds without a line what is running is told, so that nobody takes a log
 * that stands still for a program that does.
 */
const SILENT_MS = 30_000;
const WIDEST = 160;

/** A display for logs and pipes: one line for each event; no line ever changes. */
export function createLineDisplay({
  out,
  colours,
  printsResults,
  now = () => performance.now(),
}: DisplayOptions): ProgressDisplay {
  const lastLine = new Map<string, { readonly at: number; readonly phase: string }>();
  const state = new LiveState();
  let printedAt = now();
  const print = (line: string): void => {
    printedAt = now();
    out.write(`${line}\n`);
  };
  const signOfLife = setInterval(() => {
    if (now() - printedAt < SILENT_MS) return;
    for (const line of state.lines(now(), WIDEST)) print(`…${line.slice(1)}`);
  }, 1_000);
  signOfLife.unref();
  return {
    print,
    stop: () => clearInterval(signOfLife),
    show(progress) {
      state.take(progress, now());
      switch (progress.kind) {
        case 'installing': {
          const last = lastLine.get(progress.target);
          if (last !== undefined && last.phase === progress.phase && now() - last.at < QUIET_MS)
            return;
          lastLine.set(progress.target, { at: now(), phase: progress.phase });
          print(installingText(progress));
          return;
        }
        case 'booting':
          print(`n8n ${progress.target}: starting`);
          return;
        case 'ready':
          print(readyText(progress));
          return;
        case 'scenario-end':
          if (!printsResults) return;
          print(resultText(progress.result, { ...progress, colours }));
          return;
        case 'note':
          print(progress.text);
          return;
        default:
      }
    },
  };
}
