import type { StoredCredential } from '../../../reference-clients/stored-credential.ts';
import { LogsWhatItGot } from './logs-what-it-got.ts';

/** Logs the header with which it authenticated to the token endpoint. */
export class LogsBasicHeader extends LogsWhatItGot {
  protected written({ fields: { clientId, clientSecret } }: StoredCredential): string {
    return `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
  }
}
