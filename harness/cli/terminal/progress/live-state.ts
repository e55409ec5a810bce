import type { Progress } from '../../../model/progress.ts';
import { installingText, seconds } from './progress-text.ts';

interface InFlight {
  readonly label: string;
  readonly sinceMs: number;
  doing: string;
  /** True for an installation; the next one, or a start, shows that it is over. */
  readonly installs?: true;
}

/**
 * The lines about what is running now, in the order in which it began. Progress messages update
 * them.
 */
export class LiveState {
  readonly #inFlight = new Map<string, InFlight>();
  #counter = '';

  /** Updates the state with a progress message that arrived at `nowMs`. */
  take(progress: Progress, nowMs: number): void {
    switch (progress.kind) {
      case 'installing':
        this.#put(progress.target, {
          label: installingText(progress),
          sinceMs: nowMs,
          doing: '',
          installs: true,
        });
        return;
      case 'booting':
        this.#put(progress.target, {
          label: `n8n ${progress.target}: starting`,
          sinceMs: nowMs,
          doing: '',
        });
        return;
      case 'ready':
        this.#inFlight.delete(progress.target.id);
        return;
      case 'scenario-start':
        this.#put(keyOf(progress), {
          label: `${progress.name}${progress.attempt > 1 ? ` #${progress.attempt}` : ''}`,
          sinceMs: nowMs,
          doing: '',
        });
        return;
      case 'scenario-step': {
        const entry = this.#inFlight.get(keyOf(progress));
        if (entry !== undefined) entry.doing = progress.doing;
        return;
      }
      case 'scenario-postponed':
        this.#inFlight.delete(keyOf(progress));
        return;
      case 'scenario-end':
        this.#inFlight.delete(keyOf(progress.result));
        this.#counter = `${progress.done} of ${progress.total} done`;
        return;
      default:
    }
  }

  /** One line for each running thing, cut to `width`, and a line with the count. */
  lines(nowMs: number, width: number): readonly string[] {
    const moving = [...this.#inFlight.values()].map(({ label, doing, sinceMs }) =>
      [`  ${label}`, doing, seconds(nowMs - sinceMs)].filter((part) => part !== '').join(' · '),
    );
    return [...moving, ...(this.#counter === '' ? [] : [`  ${this.#counter}`])].map((line) =>
      line.length > width ? `${line.slice(0, width - 1)}…` : line,
    );
  }

  #put(key: string, entry: InFlight): void {
    const before = this.#inFlight.get(key);
    for (const [other, { installs }] of this.#inFlight)
      if (installs === true && other !== key) this.#inFlight.delete(other);
    this.#inFlight.set(key, { ...entry, sinceMs: before?.sinceMs ?? entry.sinceMs });
  }
}

const keyOf = ({
  target,
  name,
  attempt,
}: {
  readonly target: string;
  readonly name: string;
  readonly attempt: number;
}): string => `${target} ${name} ${attempt}`;
