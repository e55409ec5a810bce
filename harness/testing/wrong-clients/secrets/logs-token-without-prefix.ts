import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';
import { LogsWhatItGot } from './logs-what-it-got.ts';

/** Masks the first four characters of every new access token, and logs all the others. */
export class LogsTokenWithoutPrefix extends LogsWhatItGot {
  protected written(_: StoredCredential, { access_token = '' }: TokenData): string {
    return `****${access_token.slice(4)}`;
  }
}
