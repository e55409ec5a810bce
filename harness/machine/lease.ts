import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { leasePath, leasesFolder, writeLease, type LeaseRecord } from './lease-file.ts';
import { thisOwner } from './owner-status.ts';
import { identifyProcess } from './process-identity.ts';

/**
 * Environment variable of every process that is started under a lease. Its value is the id of the
 * lease.
 */
export const LEASE_VARIABLE = 'OAUTH_CHAOS_LEASE';

/**
 * File in a leased folder with the id of its lease. A folder without this file is never removed.
 */
export const LEASE_MARKER = '.oauth-chaos-lease';

/** A record on disk of what must be cleaned up if this process is killed without warning. */
export interface Lease extends AsyncDisposable {
  readonly id: string;
  /**
   * Variables for the environment of every process that is started under the lease. They identify
   * processes that are not recorded yet.
   */
  readonly environment: Readonly<Record<string, string>>;
  /** Creates a folder that is removed together with the lease. */
  makeFolder(path: string): void;
  /** Records a process group by its leader, which was started with `detached`. */
  noteGroup(leader: number): Promise<void>;
  /** Records that all processes of a group have ended. */
  dropGroup(leader: number): void;
  /**
   * Records that things with the lease's id as a label are about to be created in a container
   * daemon.
   */
  noteDaemon(id: string): void;
  /**
   * Removes the folders and the lease. The caller must have stopped its processes and removed its
   * containers before.
   */
  release(): Promise<void>;
}

/**
 * Opens a lease. When the promise resolves, the lease is on disk.
 * @param label first part of the file's name, for whoever looks into the folder
 */
export async function openLease(label: string, folder: string = leasesFolder()): Promise<Lease> {
  const id = `${label.replaceAll(/[^\w.-]/g, '-')}-${randomBytes(6).toString('hex')}`;
  return new FileLease(folder, {
    schemaVersion: 1,
    id,
    ...(await thisOwner('a lease')),
    groups: [],
    folders: [],
  });
}

class FileLease implements Lease {
  readonly #folder: string;
  #record: LeaseRecord;

  constructor(folder: string, record: LeaseRecord) {
    this.#folder = folder;
    this.#record = record;
    writeLease(folder, record);
  }

  get id(): string {
    return this.#record.id;
  }

  get environment(): Readonly<Record<string, string>> {
    return { [LEASE_VARIABLE]: this.id };
  }

  makeFolder(path: string): void {
    const folder = resolve(path);
    // The folder is recorded before it is created. If this process is killed in between, there is
    // an entry without a folder, never a folder without an entry.
    this.#update({ folders: [...this.#record.folders, folder] });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, LEASE_MARKER), this.id);
  }

  async noteGroup(leader: number): Promise<void> {
    const identity = await identifyProcess(leader);
    if (identity === null) return;
    this.#update({ groups: [...this.#record.groups, identity] });
  }

  dropGroup(leader: number): void {
    this.#update({ groups: this.#record.groups.filter(({ pid }) => pid !== leader) });
  }

  noteDaemon(id: string): void {
    this.#update({ daemon: id });
  }

  async release(): Promise<void> {
    for (const folder of this.#record.folders)
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    rmSync(leasePath(this.#folder, this.id), { force: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.release();
  }

  #update(change: Partial<LeaseRecord>): void {
    this.#record = { ...this.#record, ...change };
    writeLease(this.#folder, this.#record);
  }
}
