/**
 * Why the API call of an item failed, in words for the operator. Never contains a token or a
 * secret.
 */
export class ClientFailure extends Error {
  override readonly name = 'ClientFailure';
  readonly httpStatus: number | undefined;
  /** How long the server asked the client to wait, in milliseconds. */
  readonly waitMs: number | undefined;

  constructor(
    message: string,
    facts: {
      readonly httpStatus?: number;
      readonly waitMs?: number;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.httpStatus = facts.httpStatus;
    this.waitMs = facts.waitMs;
  }
}

/**
 * Turns any error into a {@link ClientFailure}. An error that is not one came from the connection.
 */
export function asFailure(cause: unknown, doing: string): ClientFailure {
  if (cause instanceof ClientFailure) return cause;
  const timedOut =
    cause instanceof Error && (cause.name === 'TimeoutError' || cause.name === 'AbortError');
  return new ClientFailure(
    timedOut ? `${doing} timed out: no answer in time` : `${doing} failed: the connection broke`,
    { cause },
  );
}

/** The failure of a call whose credential was deleted, in words for the operator. */
export const credentialDeleted = (): ClientFailure =>
  new ClientFailure(
    'The credential of this workflow does not exist any more. Create it anew, and choose it in the workflow.',
  );
