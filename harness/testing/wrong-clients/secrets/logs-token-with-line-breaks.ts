import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';
import { LogsWhatItGot } from './logs-what-it-got.ts';

/** Logs every new refresh token in lines of ten characters. */
export class LogsTokenWithLineBreaks extends LogsWhatItGot {
  protected written(_: StoredCredential, { refresh_token = '' }: TokenData): string {
    return refresh_token.replaceAll(/.{10}/g, '$&\n  ');
  }
}
