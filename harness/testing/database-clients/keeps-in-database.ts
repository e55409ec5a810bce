import { DatabaseSync } from 'node:sqlite';
import type { Capability } from '../../model/capability.ts';
import type { CredentialRequest } from '../../model/client.ts';
import type { DatabaseSession } from '../../model/system.ts';
import { ClientFailure } from '../../reference-clients/client-failure.ts';
import { CorrectClient } from '../../reference-clients/correct-client.ts';
import type { StoredCredential, TokenData } from '../../reference-clients/stored-credential.ts';
import { fakeSystem } from '../fake-system.ts';

/**
 * The correct client with a database like n8n's, which may refuse to keep new tokens. An execution
 * whose tokens are refused fails.
 */
export class KeepsInDatabase extends CorrectClient {
  override readonly capabilities: ReadonlySet<Capability> = new Set<Capability>([
    'stored-credential',
    'log',
    'database',
  ]);
  readonly #database = new DatabaseSync(':memory:');
  readonly system = fakeSystem({ openDatabase: async () => this.#session() }).system;

  constructor() {
    super();
    this.#database.exec('CREATE TABLE credentials_entity (id TEXT PRIMARY KEY, data TEXT)');
  }

  #session(): DatabaseSession {
    return {
      dialect: 'sqlite',
      run: async (statement, parameters = []) =>
        this.#database.prepare(statement).all(...parameters),
      [Symbol.asyncDispose]: async () => undefined,
    };
  }

  override async createCredential(request: CredentialRequest): Promise<string> {
    const id = await super.createCredential(request);
    this.#database
      .prepare('INSERT INTO credentials_entity VALUES (?, ?)')
      .run(id, JSON.stringify(this.credential(id).fields));
    return id;
  }

  protected override saveConnected(credential: StoredCredential, tokens: TokenData): void {
    super.saveConnected(credential, tokens);
    this.#write(credential, tokens);
  }

  protected override save(credential: StoredCredential, tokens: TokenData): void {
    try {
      this.#write(credential, { ...credential.fields.oauthTokenData, ...tokens });
    } catch (cause) {
      this.refused(credential, cause);
    }
    super.save(credential, tokens);
  }

  /**
   * Says what the database did with new tokens. The execution goes on when this returns.
   * @throws ClientFailure that ends the execution
   */
  protected refused(_credential: StoredCredential, cause: unknown): void {
    throw new ClientFailure('The database could not keep the new tokens.', { cause });
  }

  #write({ id, fields }: StoredCredential, oauthTokenData: TokenData): void {
    this.#database
      .prepare('UPDATE credentials_entity SET data = ? WHERE id = ?')
      .run(JSON.stringify({ ...fields, oauthTokenData }), id);
  }

  override async readStoredCredential<T>(
    credentialId: string,
    reduce: (fields: Readonly<Record<string, unknown>>) => T,
  ): Promise<T> {
    const row = this.#database
      .prepare('SELECT data FROM credentials_entity WHERE id = ?')
      .get(credentialId);
    return reduce(JSON.parse(String(row?.['data'])));
  }
}
