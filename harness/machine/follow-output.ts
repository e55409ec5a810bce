import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 50;

/**
 * A file for the output of a program. The harness reads it line by line while the program writes. A
 * pipe would not do: a program that ends with `process.exit` loses what the pipe has not taken yet,
 * and pnpm's last line, the error, can be megabytes long. The file's name is removed once the file
 * is open, so that nothing is left behind.
 */
export class FollowedOutput implements AsyncDisposable {
  readonly #handle: FileHandle;
  readonly #decoder = new StringDecoder('utf8');
  readonly #buffer = Buffer.alloc(256 * 1024);
  #position = 0;
  #rest = '';

  private constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  static async open(): Promise<FollowedOutput> {
    const path = join(tmpdir(), `oauth-chaos-${randomUUID()}`);
    const handle = await open(path, 'wx+', 0o600);
    await rm(path);
    return new FollowedOutput(handle);
  }

  /** File descriptor for the program to write to. */
  get fd(): number {
    return this.#handle.fd;
  }

  /**
   * Calls `onLine` for each line as it comes, until `ended` is settled and everything has been
   * read.
   */
  async follow(ended: Promise<unknown>, onLine: (line: string) => void): Promise<void> {
    const over = ended.then(
      () => true,
      () => true,
    );
    while (!(await Promise.race([over, sleep(POLL_MS, false)]))) await this.#drain(onLine);
    await this.#drain(onLine);
    if (this.#rest !== '') onLine(this.#rest);
  }

  async #drain(onLine: (line: string) => void): Promise<void> {
    for (;;) {
      const { bytesRead } = await this.#handle.read(
        this.#buffer,
        0,
        this.#buffer.length,
        this.#position,
      );
      if (bytesRead === 0) return;
      this.#position += bytesRead;
      const lines = (this.#rest + this.#decoder.write(this.#buffer.subarray(0, bytesRead))).split(
        '\n',
      );
      this.#rest = lines.pop() ?? '';
      for (const line of lines) onLine(line);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#handle.close();
  }
}
