import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';
import { LogsWhatItGot } from './logs-what-it-got.ts';

/** Logs every new access token in base64. */
export class LogsTokenInBase64 extends LogsWhatItGot {
  protected written(_: StoredCredential, { access_token = '' }: TokenData): string {
    return Buffer.from(access_token).toString('base64');
  }
}
