import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';
import { LogsWhatItGot } from './logs-what-it-got.ts';

/** Logs every new refresh token in hexadecimal. */
export class LogsTokenInHexadecimal extends LogsWhatItGot {
  protected written(_: StoredCredential, { refresh_token = '' }: TokenData): string {
    return Buffer.from(refresh_token).toString('hex');
  }
}
