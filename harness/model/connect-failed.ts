import { HarnessError } from './error.ts';

/**
 * The client did not connect a credential. `page` is what it showed to the user; it may contain
 * secrets and is never written to disk.
 */
export class ConnectFailed extends HarnessError {
  readonly page: string;

  constructor(reason: string, page: string) {
    super('connect-failed', `Could not connect the credential: ${reason}.`);
    this.page = page;
  }
}
