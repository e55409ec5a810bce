import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Peer } from '../../mock-provider/index.ts';
import { HarnessError } from '../model/error.ts';
import type { ProcessEvent, ProviderReach, RunningTarget, Target } from '../model/target.ts';

/** Keeps a target running through a suite: starts it once, and again whenever it has died. */
export class Supervisor implements AsyncDisposable {
  #running: RunningTarget | undefined;
  #starting: Promise<RunningTarget> | undefined;
  #starts = 0;
  /** The running target remembers a fault it has met. */
  #marked = false;
  bootMs = 0;
  readonly #target: Target;
  readonly #directory: string;
  readonly #provider: ProviderReach;
  readonly #signal: AbortSignal;
  readonly #listeners = new Set<(event: ProcessEvent) => void>();

  constructor(target: Target, directory: string, provider: ProviderReach, signal: AbortSignal) {
    this.#target = target;
    this.#directory = directory;
    this.#provider = provider;
    this.#signal = signal;
  }

  /** Times the target had to be started so far. */
  get starts(): number {
    return this.#starts;
  }

  /**
   * The running target, started or started again if need be.
   * @param remembered it will meet a fault that it remembers, and must not have met one before
   * @throws HarnessError exit 75
   */
  async ensure({
    remembered = false,
  }: { readonly remembered?: boolean } = {}): Promise<RunningTarget> {
    this.#signal.throwIfAborted();
    const current = this.#running;
    const fits = current?.alive === true && !(remembered && this.#marked);
    const running = fits
      ? current
      : await (this.#starting ??= this.#start().finally(() => (this.#starting = undefined)));
    this.#marked ||= remembered;
    return running;
  }

  /** Which process of the running target is at the other end of a connection to the provider. */
  senderOf(peer: Peer): string | undefined {
    const running = this.#running;
    return running?.capabilities.has('sender') === true
      ? running.system?.senderOf(peer)
      : undefined;
  }

  /** Hears what happens to the target's processes; returns the way to stop. */
  listen(listener: (event: ProcessEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #start(): Promise<RunningTarget> {
    const before = performance.now();
    const ended = this.#running;
    this.#running = undefined;
    this.#marked = false;
    await ended?.[Symbol.asyncDispose]();
    this.#starts += 1;
    const directory = join(this.#directory, `start-${this.#starts}`);
    try {
      await mkdir(directory, { recursive: true });
    } catch (cause) {
      throw new HarnessError(
        'storage-failed',
        `Could not create ${directory}: ${cause instanceof Error ? cause.message : String(cause)}.`,
        { cause },
      );
    }
    const onProcess = (event: ProcessEvent): void =>
      this.#listeners.forEach((listener) => tell(listener, event));
    try {
      this.#running = await this.#target.start({
        directory,
        onProcess,
        provider: this.#provider,
        signal: this.#signal,
      });
    } finally {
      this.bootMs += performance.now() - before;
    }
    return this.#running;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#starting?.catch(() => {});
    await this.#running?.[Symbol.asyncDispose]();
    this.#running = undefined;
  }
}

/**
 * Called from where a process ends, which has nobody to hand an error to; a history that cannot be
 * written tells the run itself.
 */
function tell(listener: (event: ProcessEvent) => void, event: ProcessEvent): void {
  try {
    listener(event);
  } catch {
    return;
  }
}
