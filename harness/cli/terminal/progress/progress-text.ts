import { createColors } from 'picocolors';
import type { Progress } from '../../../model/progress.ts';
import type { ScenarioResult } from '../../../model/results.ts';

type Of<K extends Progress['kind']> = Extract<Progress, { kind: K }>;

/** `3 s`, `2 min 5 s`. */
export function seconds(ms: number): string {
  const whole = Math.round(ms / 1000);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** `n8n 2.41.1: fetching packages (812), 14 s` */
export const installingText = ({ target, phase, packages, elapsedMs }: Of<'installing'>): string =>
  `n8n ${target}: ${phase}${packages === undefined ? '' : ` (${packages})`}, ${seconds(elapsedMs)}`;

/** `n8n 2.41.1 is up after 9 s` */
export const readyText = ({ target, bootMs }: Of<'ready'>): string =>
  `n8n ${target.n8n} is up after ${seconds(bootMs)}`;

/** One result in one line, for runs in which no reporter prints it. */
export function resultText(
  result: ScenarioResult,
  {
    done,
    total,
    colours,
  }: { readonly done: number; readonly total: number; readonly colours: boolean },
): string {
  const { green, red, yellow, dim } = createColors(colours);
  const paint = {
    pass: green,
    fail: result.known === undefined ? red : yellow,
    inconclusive: yellow,
    skipped: dim,
  }[result.verdict];
  const verdict =
    result.verdict === 'fail' && result.known !== undefined ? 'known fail' : result.verdict;
  return `${dim(`[${done}/${total}]`)} ${paint(verdict)} ${result.name}${result.attempt > 1 ? ` #${result.attempt}` : ''} ${dim(`(${result.target}, ${seconds(result.durationMs)})`)} ${result.outcome}`;
}
