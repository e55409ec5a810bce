import type { ExecutionReport, WorkflowRequest } from '../../model/client.ts';
import { CorrectClient } from '../../reference-clients/correct-client.ts';
import type {
  CredentialFields,
  StoredCredential,
} from '../../reference-clients/stored-credential.ts';
import type { Answer, Ask, Job } from './messages.ts';

/** Asks the shared store for something. */
export type AskStore = (ask: Ask) => Promise<Answer>;

const accessOf = ({ fields }: StoredCredential): string | undefined =>
  fields.oauthTokenData?.access_token;

/**
 * The correct client as one of several processes with one store. It refreshes under a lock that all
 * processes share, and looks under the lock whether another process has already done it. What it
 * saves counts only while it holds the lock.
 */
export class WorkerClient extends CorrectClient {
  readonly #ask: AskStore;
  readonly #say: (text: string) => void;
  readonly #jobs = new Map<string, Job>();
  readonly #known = new Map<string, StoredCredential>();

  constructor(ask: AskStore, say: (text: string) => void) {
    super();
    this.#ask = ask;
    this.#say = say;
  }

  /** Carries out one job with the credential as it is stored now. */
  async work(job: Job): Promise<ExecutionReport> {
    const id = `job-${job.id}`;
    const { credential } = job;
    const fields = await this.read(credential.id);
    const known = this.#known.get(credential.id);
    if (known === undefined) this.#known.set(credential.id, { ...credential, fields });
    else known.fields = fields;
    this.#jobs.set(id, job);
    try {
      return await this.execute(id, job.run, new AbortController().signal);
    } finally {
      this.#jobs.delete(id);
    }
  }

  /** Brings what an older version has stored into the form of this one, before anything else. */
  async migrate(): Promise<void> {
    for (const credential of (await this.#ask({ do: 'list' })) as readonly string[]) {
      const fields = this.migrated(await this.read(credential));
      await this.#ask({ do: 'save-unguarded', credential, fields });
    }
  }

  /** A credential in the form of this version, which is that of every other one. */
  protected migrated(fields: CredentialFields): CredentialFields {
    return fields;
  }

  protected override workflow(id: string): WorkflowRequest {
    return this.#jobs.get(id)?.workflow ?? super.workflow(id);
  }

  protected override existing(id: string): StoredCredential | undefined {
    return this.#known.get(id) ?? super.existing(id);
  }

  protected override note(credential: StoredCredential, what: string): void {
    this.#say(`credential "${credential.name}": ${what}`);
  }

  /** Refreshes under the lock of all processes, unless another process has refreshed meanwhile. */
  protected override async fetchTokens(
    credential: StoredCredential,
    signal: AbortSignal,
  ): Promise<void> {
    const dead = accessOf(credential);
    await this.lock(credential.id);
    try {
      credential.fields = await this.read(credential.id);
      if (accessOf(credential) !== dead) return;
      await super.fetchTokens(credential, signal);
      await this.store(credential);
    } finally {
      await this.ask({ do: 'unlock', credential: credential.id });
    }
  }

  protected async lock(credential: string): Promise<void> {
    await this.ask({ do: 'lock', credential });
  }

  /** Writes what it has; when the lock was lost meanwhile, takes what the next holder wrote. */
  protected async store(credential: StoredCredential): Promise<void> {
    const { id, fields } = credential;
    const saved = await this.ask({ do: 'save', credential: id, fields });
    if (saved !== true) credential.fields = await this.read(id);
  }

  protected async read(credential: string): Promise<CredentialFields> {
    return (await this.#ask({ do: 'read', credential })) as CredentialFields;
  }

  protected ask(ask: Ask): Promise<Answer> {
    return this.#ask(ask);
  }
}
