import type { ProviderMemory } from '../realm/provider-memory.ts';
import { StandaloneError } from './standalone-error.ts';
import { damaged, readState, setAside, writeState } from './state-file.ts';
import { lockState, type StateLock } from './state-lock.ts';

/**
 * Changes often come together: one authorization is three requests. They are written to the file
 * together.
 */
const WRITE_AFTER_MS = 500;

export interface StateOptions {
  readonly file: string;
  /** True to keep a damaged file under another name and to begin without it. */
  readonly discard: boolean;
  /** Receives a message that the user should see although nothing fails. */
  readonly warn: (line: string) => void;
}

/** A state file in use. It has the memory that was in the file, and it writes the new memory. */
export class KeptState {
  /** The memory that was in the file. Undefined when there was none. */
  readonly memory: ProviderMemory | undefined;
  readonly #options: StateOptions;
  readonly #lock: StateLock;
  #take: (() => ProviderMemory) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;
  /** The last write. Writes run one after the other, so that the last one has the newest memory. */
  #writing: Promise<void> = Promise.resolve();

  private constructor(options: StateOptions, lock: StateLock, memory: ProviderMemory | undefined) {
    this.#options = options;
    this.#lock = lock;
    this.memory = memory;
  }

  /**
   * Locks the file and reads it. When this fails, the file is not changed.
   * @throws StandaloneError exit 64; the file is then as it was
   */
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
   * Must be called when the provider cannot use the memory from the file. Keeps the file under
   * another name when `discard` asks for that; otherwise it throws.
   * @throws StandaloneError `state-damaged`
   */
  async refuse(reason: string): Promise<void> {
    await discard(this.#options, damaged(this.#options.file, reason));
  }

  /** Sets the function that returns the memory to write. */
  keep(take: () => ProviderMemory): void {
    this.#take = take;
  }

  /** Notes that the memory may have changed. It is written soon. */
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

  /** Writes the present memory and unlocks the file. @throws StandaloneError `state-not-written` */
  async close(): Promise<void> {
    try {
      await this.write();
    } finally {
      await this.release();
    }
  }

  /** Unlocks the file without writing it. */
  async release(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#writing;
    await this.#lock.release();
  }

  /** Writes the present memory. @throws StandaloneError `state-not-written` */
  write(): Promise<void> {
    // This write includes the changes for which a later write was planned.
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
