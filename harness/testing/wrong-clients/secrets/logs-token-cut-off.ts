import type { StoredCredential, TokenData } from '../../../reference-clients/stored-credential.ts';
import { LogsWhatItGot } from './logs-what-it-got.ts';

/** Logs the beginning of every new access token, as much as is said to be harmless. */
export class LogsTokenCutOff extends LogsWhatItGot {
  protected written(_: StoredCredential, { access_token = '' }: TokenData): string {
    return `${access_token.slice(0, 20)}…`;
  }
}
