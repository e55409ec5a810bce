import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';
import { LogsWhatItGot } from './logs-what-it-got.ts';

/** Logs every reply as the buffer that it came in. */
export class LogsTokenAsBytes extends LogsWhatItGot {
  protected written(_: StoredCredential, tokens: TokenData): string {
    return JSON.stringify({ body: Buffer.from(JSON.stringify(tokens)) });
  }
}
