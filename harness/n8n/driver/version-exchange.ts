import { HarnessError } from '../../model/error.ts';
import type { DataOfVersion, WhichVersion } from '../../model/system.ts';
import { copyData, restoreData } from './data-copy.ts';
import type { DatabaseAddress } from './database.ts';
import type { Service } from './service.ts';

/** The two versions of an n8n that begins on the older one. */
export type Versions = Readonly<Record<WhichVersion, string>>;

/** Exchanges the version of the processes of one n8n, which begin as the older one. */
export class VersionExchange {
  readonly versions: Versions | undefined;
  readonly #database: DatabaseAddress;
  readonly #letGo: (() => Promise<void>)[] = [];
  #which: WhichVersion = 'older';

  /** @param versions undefined for an n8n that has one version */
  constructor(database: DatabaseAddress, versions: Versions | undefined) {
    this.#database = database;
    this.versions = versions;
  }

  /** The version that runs now, or ran last; undefined for an n8n that has one version. */
  get version(): string | undefined {
    return this.versions?.[this.#which];
  }

  /** Has the listener let go of its connections to the database before each exchange. */
  beforeExchange(letGo: () => Promise<void>): void {
    this.#letGo.push(letGo);
  }

  /**
   * Prepares processes that have ended for a start as another version: their data, and what is
   * started.
   * @param isWhole no other process of n8n runs: else its database cannot be copied
   */
  async prepare(
    services: readonly Service[],
    which: WhichVersion,
    { data, isWhole }: { readonly data: DataOfVersion; readonly isWhole: boolean },
  ): Promise<void> {
    const { versions } = this;
    if (versions === undefined)
      throw new HarnessError(
        'capability-missing',
        'Could not start another version of n8n: this n8n has only one.',
      );
    for (const letGo of this.#letGo) await letGo();
    if (isWhole && which === 'newer' && this.#which === 'older') await copyData(this.#database);
    if (data === 'copy') await restoreData(this.#database);
    for (const service of services) service.become?.(versions[which]);
    this.#which = which;
  }
}
