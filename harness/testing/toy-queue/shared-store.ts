import type { LockEvent } from '../../model/system.ts';
import type { CredentialFields } from '../../reference-clients/stored-credential.ts';
import type { Answer, Ask } from './messages.ts';

interface Lock {
  holder: string;
  readonly place: 'database' | 'redis';
}

interface Waiting {
  readonly process: string;
  readonly take: () => void;
}

type Listener = (event: LockEvent) => void;

/**
 * What the processes of a toy queue share: the stored credentials and the locks, as n8n's processes
 * share a database and Redis.
 */
export class SharedStore {
  readonly #read: (credential: string) => CredentialFields;
  readonly #list: () => readonly string[];
  readonly #write: (credential: string, fields: CredentialFields) => void;
  readonly #locks = new Map<string, Lock>();
  readonly #waiting = new Map<string, Waiting[]>();
  readonly #listeners = new Map<string, Set<Listener>>();

  constructor(
    read: (credential: string) => CredentialFields,
    write: (credential: string, fields: CredentialFields) => void,
    list: () => readonly string[],
  ) {
    this.#read = read;
    this.#write = write;
    this.#list = list;
  }

  /** Does what a process asks for; resolves when it is done, or could not be had in time. */
  async answer(process: string, ask: Ask): Promise<Answer> {
    if (ask.do === 'list') return this.#list();
    const { credential } = ask;
    switch (ask.do) {
      case 'read':
        return structuredClone(this.#read(credential));
      case 'save':
        // A process that stood still for longer than its lock lived must not overwrite what the
        // next holder has saved.
        if (this.#locks.get(credential)?.holder !== process) return false;
        this.#write(credential, ask.fields);
        return true;
      case 'save-unguarded':
        this.#write(credential, ask.fields);
        return true;
      case 'lock':
        return this.#lock(process, credential, 'database', ask.withinMs);
      case 'redis-lock':
        return this.#lock(process, credential, 'redis', ask.withinMs);
      case 'unlock':
        return this.#unlock(process, credential);
    }
  }

  watch(credential: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(credential) ?? new Set();
    this.#listeners.set(credential, listeners.add(listener));
    return () => void listeners.delete(listener);
  }

  /** Takes the lock away from whoever holds it, as if it had expired. */
  expire(credential: string): void {
    const lock = this.#locks.get(credential);
    if (lock !== undefined) this.#free(credential, lock.holder, 'lost');
  }

  /** Redis has lost its memory. Locks in the database stay. */
  forgetRedis(): void {
    for (const [credential, { place }] of this.#locks)
      if (place === 'redis') this.expire(credential);
  }

  /** A process has ended; the database notices it and lets its locks go. */
  ended(process: string): void {
    for (const [credential, waiting] of this.#waiting)
      this.#waiting.set(
        credential,
        waiting.filter((one) => one.process !== process),
      );
    for (const [credential, { holder }] of this.#locks)
      if (holder === process) this.#free(credential, process, 'lost');
  }

  #tell(credential: string, process: string, state: LockEvent['state']): void {
    this.#listeners
      .get(credential)
      ?.forEach((listener) => listener({ process, state, lock: credential }));
  }

  async #lock(
    process: string,
    credential: string,
    place: Lock['place'],
    withinMs: number | undefined,
  ): Promise<boolean> {
    const take = (): void => {
      this.#locks.set(credential, { holder: process, place });
      this.#tell(credential, process, 'taken');
    };
    if (!this.#locks.has(credential)) {
      take();
      return true;
    }
    this.#tell(credential, process, 'waits');
    return new Promise<boolean>((resolve) => {
      const waiting = this.#waiting.get(credential) ?? [];
      this.#waiting.set(credential, waiting);
      const timer =
        withinMs === undefined
          ? undefined
          : setTimeout(() => {
              waiting.splice(waiting.indexOf(entry), 1);
              resolve(false);
            }, withinMs);
      const entry: Waiting = {
        process,
        take: () => {
          clearTimeout(timer);
          take();
          resolve(true);
        },
      };
      waiting.push(entry);
    });
  }

  #unlock(process: string, credential: string): boolean {
    if (this.#locks.get(credential)?.holder !== process) return false;
    this.#free(credential, process, 'released');
    return true;
  }

  #free(credential: string, holder: string, state: 'released' | 'lost'): void {
    this.#locks.delete(credential);
    this.#tell(credential, holder, state);
    this.#waiting.get(credential)?.shift()?.take();
  }
}
