import type { DisplayOptions, ProgressDisplay } from './display.ts';
import { installingText, readyText, resultText } from './progress-text.ts';

/** Minimum time in milliseconds between two lines about the same phase of an installation. */
const QUIET_MS = 5_000;

/** A display for logs and pipes: one line for each event; no line ever changes. */
export function createLineDisplay({
  out,
  colours,
  printsResults,
  now = () => performance.now(),
}: DisplayOptions): ProgressDisplay {
  const lastLine = new Map<string, { readonly at: number; readonly phase: string }>();
  const print = (line: string): void => {
    out.write(`${line}\n`);
  };
  return {
    print,
    stop() {},
    show(progress) {
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
