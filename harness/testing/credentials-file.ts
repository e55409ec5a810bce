import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { onTestFinished } from 'vitest';
import type { DatabaseSession } from '../model/system.ts';
import { openDatabase } from '../n8n/driver/database.ts';

/**
 * A SQLite file like n8n's with one credential, in its own folder, which is removed after the test.
 */
export class CredentialsFile {
  readonly file: string;
  /** The connection that stands for n8n's own; it does not wait for locks. */
  readonly n8n: DatabaseSync;

  constructor() {
    const folder = mkdtempSync(join(tmpdir(), 'credentials-'));
    this.file = join(folder, 'database.sqlite');
    this.n8n = new DatabaseSync(this.file, { timeout: 0 });
    this.n8n.exec(
      "PRAGMA journal_mode = WAL; CREATE TABLE credentials_entity (id TEXT PRIMARY KEY, data TEXT); CREATE TABLE execution_entity (id INTEGER PRIMARY KEY); INSERT INTO credentials_entity VALUES ('credential-1', 'old')",
    );
    onTestFinished(() => {
      this.n8n.close();
      rmSync(folder, { recursive: true, force: true });
    });
  }

  open = (): Promise<DatabaseSession> => openDatabase({ dialect: 'sqlite', file: this.file });

  get stored(): unknown {
    return this.n8n.prepare('SELECT data FROM credentials_entity').get()?.['data'];
  }

  /** Saves new tokens, as n8n does after a refresh. @throws what SQLite says */
  save(data: string): void {
    this.n8n.prepare('UPDATE credentials_entity SET data = ?').run(data);
  }
}
