import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { newSecret } from '../../machine/new-secret.ts';
import type { OtherKeyStart, ProcessName, SettingsFile } from '../../model/system.ts';
import { ProcessService } from './process-service.ts';
import type { ServiceProcess } from './service-process.ts';

/**
 * n8n's words when it ends because of its key: `Mismatching encryption keys. …` (n8n-core,
 * instance-settings.js), `Deployment key '…' cannot be read with this instance encryption key`
 * (@n8n/db, deployment-key.repository.js).
 */
const NAMES_THE_KEY = /mismatching encryption keys|with this instance encryption key/i;

/** How a start differs from the usual one. */
export interface OtherStart {
  readonly environment: Readonly<Record<string, string>>;
  /** What n8n says when it refuses to begin with that. */
  readonly refusal: RegExp;
}

/**
 * A process of n8n, which can also be started with an encryption key that is not its own, or as
 * another version.
 */
export class N8nProcess extends ProcessService {
  readonly #settingsFile: string;
  #other: OtherStart | undefined;
  #version: string | undefined;

  /**
   * @param userFolder the folder in which n8n makes `.n8n/config`, where it keeps its key
   * @param boot starts it, as it always does or otherwise, as the version that it began with or
   * another one
   */
  constructor(
    name: ProcessName,
    logFile: string,
    userFolder: string,
    boot: (
      signal: AbortSignal,
      other: OtherStart | undefined,
      version: string | undefined,
    ) => Promise<ServiceProcess>,
  ) {
    super(name, logFile, (signal) => boot(signal, this.#other, this.#version));
    this.#settingsFile = join(userFolder, '.n8n', 'config');
  }

  override async start(signal: AbortSignal): Promise<void> {
    if (existsSync(this.#aside)) renameSync(this.#aside, this.#settingsFile);
    await super.start(signal);
  }

  become(version: string): void {
    this.#version = version;
  }

  async startWithOtherKey(settings: SettingsFile, signal: AbortSignal): Promise<OtherKeyStart> {
    if (settings === 'lost') renameSync(this.#settingsFile, this.#aside);
    this.#other = { environment: { N8N_ENCRYPTION_KEY: newSecret() }, refusal: NAMES_THE_KEY };
    try {
      const failed = await this.tryToStart(signal);
      if (failed === undefined) return 'runs';
      return NAMES_THE_KEY.test(failed.message) ? 'refused' : 'ended';
    } finally {
      this.#other = undefined;
    }
  }

  get #aside(): string {
    return `${this.#settingsFile}.own`;
  }
}
