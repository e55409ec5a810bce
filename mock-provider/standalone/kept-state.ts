import type { ProviderMemory } from '../realm/provider-memory.ts';
import { StandaloneError } from './standalone-error.ts';
import { damaged, readState, setAside, writeState } from './state-file.ts';
import { lockState, type StateLock } from './state-lock.ts';

/** Changes come in bursts: an authorization is three requests. */
const WRITE_AFTER_MS = 500;

export interface StateOptions {
  readonly file: string;
  /** Keeps a damaged file aside and begins anew. */
  readonly discard: boolean;
  /** Hears what a person must know although nothing fails. */
  readonly warn: (line: string) => void;
}

/** A state file in use: what was in it, and what is to be in it. */
export class KeptState {
  /** What was in the file; undefined for a provider that begins anew. */
  readonly memory: ProviderMemory | undefined;
  readonly #options: StateOptions;
  readonly #lock: StateLock;
  #take: (() => ProviderMemory) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;
  /** One write after the other: the last one has the newest memory. */
  #writing: Promise<void> = Promise.resolve();

  private constructor(options: StateOptions, lock: StateLock, memory: ProviderMemory | undefined) {
    this.#options = options;
    this.#lock = lock;
    this.memory = memory;
  }

  /** Holds the file and reads it. @throws StandaloneError exit 64; the file is then as it was */
  static async open(options: StateOptions): Promise<KeptState> {
    const lock = await lockState(options.file);
    try {
      return new KeptState(options, lock, await readOrDiscard(options));
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /**
   * What was in the file makes no sense to the provider. Keeps it aside when that was asked for.
   * @throws StandaloneError `state-damaged`
   */
  async refuse(reason: string): Promise<void> {
    await discard(this.#options, damaged(this.#options.file, reason));
  }

  /** From now on this is what is written. */
  keep(take: () => ProviderMemory): void {
    this.#take = take;
  }

  /** Something may have changed; it is written soon. */
  changed(): void {
    if (this.#closed) return;
    this.#timer ??= setTimeout(() => {
      void this.write().catch((error: unknown) =>
        this.#options.warn(
          `WARNING: ${error instanceof Error ? error.message : String(error)} It is tried again after the next change.`,
        ),
      );
    }, WRITE_AFTER_MS);
  }

  /**
   * Writes what is known now and lets others have the file.
   * @throws StandaloneError `state-not-written`
   */
  async close(): Promise<void> {
    try {
      await this.write();
    } finally {
      await this.release();
    }
  }

  /** Lets others have the file as it is. */
  async release(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#writing;
    await this.#lock.release();
  }

  /** Writes what is known now. @throws StandaloneError `state-not-written` */
  write(): Promise<void> {
    // What was to be written soon is part of this.
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { file } = this.#options;
    const write = async (): Promise<void> => {
      if (this.#take === undefined) return;
      const failed = (reason: string, cause?: unknown): StandaloneError =>
        new StandaloneError('state-not-written', `Could not write state file ${file}: ${reason}.`, {
          hint: 'What has happened since it was last written is not in it.',
          exitCode: 70,
          cause,
        });
      if (!this.#lock.held) throw failed('another provider has taken it over');
      await writeState(file, this.#take()).catch((cause: unknown) => {
        throw failed(cause instanceof Error ? cause.message : String(cause), cause);
      });
    };
    const done = this.#writing.then(write, write);
    this.#writing = done.catch(() => undefined);
    return done;
  }
}

async function readOrDiscard(options: StateOptions): Promise<ProviderMemory | undefined> {
  try {
    return await readState(options.file);
  } catch (error) {
    await discard(options, error);
    return undefined;
  }
}

async function discard(
  { file, discard: asked, warn }: StateOptions,
  error: unknown,
): Promise<void> {
  if (!asked || !(error instanceof StandaloneError) || error.code !== 'state-damaged') throw error;
  warn(
    `WARNING: ${error.message} It is now ${await setAside(file)}, and the provider begins anew.`,
  );
}
