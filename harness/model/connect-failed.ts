import { HarnessError } from './error.ts';

/**
 * The client did not connect a credential. `page` is what it showed to the user; it may contain
 * secrets and is never written to disk. `shown` is the reason that the page gives, as far as it can
 * be told from the rest of the page. `dialog` is what the client's editor told where the credential
 * was connected in it.
 */
export class ConnectFailed extends HarnessError {
  readonly page: string;
  readonly shown: string | undefined;
  readonly dialog: string | undefined;

  constructor(reason: string, page: string, shown?: string, dialog?: string) {
    super('connect-failed', `Could not connect the credential: ${reason}.`);
    this.page = page;
    this.shown = shown;
    this.dialog = dialog;
  }
}
