import type { EventOf } from '../model/event.ts';

/**
 * The client under test cannot go on, so the run stops here. This is no failure of the harness: the
 * checkers decide from the history whether it is one of the client.
 */
export class ClientStopped extends Error {
  override readonly name = 'ClientStopped';
  readonly because: NonNullable<EventOf<'end'>['because']>;

  constructor(because: ClientStopped['because'], cause?: unknown) {
    super(because, { cause });
    this.because = because;
  }
}
