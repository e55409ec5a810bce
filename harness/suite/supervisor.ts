import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Peer } from '../../mock-provider/index.ts';
import { HarnessError } from '../model/error.ts';
import type {
  OlderFound,
  OlderVersion,
  ProcessEvent,
  ProviderReach,
  RunningTarget,
  Target,
} from '../model/target.ts';

/** Keeps a target running during a suite: starts it once, and again whenever it has died. */
export class Supervisor implements AsyncDisposable {
  #running: RunningTarget | undefined;
  #starting: Promise<RunningTarget> | undefined;
  #starts = 0;
  /** True when the running target has met a fault that it remembers. */
  #marked = false;
  /** True when the running target was begun on an older version, and is nobody else's to use. */
  #begunOnOlder = false;
  bootMs = 0;
  readonly #target: Target;
  readonly #directory: string;
  readonly #provider: ProviderReach;
  readonly #settings: Readonly<Record<string, string>>;
  readonly #signal: AbortSignal;
  readonly #onBooting: (change: 1 | -1) => void;
  readonly #listeners = new Set<(event: ProcessEvent) => void>();

  /**
   * @param directory where each start gets a folder of its own
   * @param onBooting called with 1 when a start begins, and with -1 when it ends
   */
  constructor(
    target: Target,
    directory: string,
    {
      provider,
      settings = {},
      signal,
      onBooting = () => {},
    }: {
      readonly provider: ProviderReach;
      /** Settings that monitoring needs. */
      readonly settings?: Readonly<Record<string, string>>;
      readonly signal: AbortSignal;
      readonly onBooting?: (change: 1 | -1) => void;
    },
  ) {
    this.#target = target;
    this.#directory = directory;
    this.#provider = provider;
    this.#settings = settings;
    this.#signal = signal;
    this.#onBooting = onBooting;
  }

  /** What there is of an older version on which the target is to begin. */
  older(name: OlderVersion): OlderFound | undefined {
    return this.#target.older?.get(name);
  }

  /** How many times the target has been started. */
  get starts(): number {
    return this.#starts;
  }

  /**
   * Returns the running target. Starts it, or starts it again, when necessary.
   * @param remembered it will meet a fault that it remembers, and must not have met one before
   * @param beginsOn start it anew on this older version, to be exchanged in mid-run
   * @throws HarnessError exit 75
   */
  async ensure({
    remembered = false,
    beginsOn,
  }: {
    readonly remembered?: boolean;
    readonly beginsOn?: OlderVersion | undefined;
  } = {}): Promise<RunningTarget> {
    this.#signal.throwIfAborted();
    const current = this.#running;
    const fits =
      current?.alive === true &&
      !(remembered && this.#marked) &&
      !this.#begunOnOlder &&
      beginsOn === undefined;
    const running = fits
      ? current
      : await (this.#starting ??= this.#start(beginsOn).finally(
          () => (this.#starting = undefined),
        ));
    this.#marked ||= remembered;
    return running;
  }

  /**
   * The process of the running target at the other end of a connection to the provider; undefined
   * when it is not known.
   */
  senderOf(peer: Peer): string | undefined {
    const running = this.#running;
    return running?.capabilities.has('sender') === true
      ? running.system?.senderOf(peer)
      : undefined;
  }

  /**
   * Calls the listener for every event of the target's processes. Returns a function that stops
   * this.
   */
  listen(listener: (event: ProcessEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #start(beginsOn: OlderVersion | undefined): Promise<RunningTarget> {
    const before = performance.now();
    this.#onBooting(1);
    try {
      return await this.#startAnew(beginsOn);
    } finally {
      this.bootMs += performance.now() - before;
      this.#onBooting(-1);
    }
  }

  async #startAnew(beginsOn: OlderVersion | undefined): Promise<RunningTarget> {
    const ended = this.#running;
    this.#running = undefined;
    this.#marked = false;
    this.#begunOnOlder = beginsOn !== undefined;
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
    this.#running = await this.#target.start({
      directory,
      onProcess,
      provider: this.#provider,
      settings: this.#settings,
      begunOn: beginsOn,
      signal: this.#signal,
    });
    return this.#running;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#starting?.catch(() => {});
    await this.#running?.[Symbol.asyncDispose]();
    this.#running = undefined;
  }
}

/**
 * Calls a listener and ignores its errors: this runs when a process ends, where no caller could
 * handle an error. A run whose history cannot be written notices this by itself.
 */
function tell(listener: (event: ProcessEvent) => void, event: ProcessEvent): void {
  try {
    listener(event);
  } catch {
    return;
  }
}
