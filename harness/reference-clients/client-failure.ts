/**
 * Why the client could not do an item's call, in words for the operator. Never holds a token or a
 * secret.
 */
export class ClientFailure extends Error {
  override readonly name = 'ClientFailure';
  readonly httpStatus: number | undefined;
  /** How long the server asked to wait, milliseconds. */
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

/** Any error as a {@link ClientFailure}: what is not one came from the line. */
export function asFailure(cause: unknown, doing: string): ClientFailure {
  if (cause instanceof ClientFailure) return cause;
  const timedOut =
    cause instanceof Error && (cause.name === 'TimeoutError' || cause.name === 'AbortError');
  return new ClientFailure(
    timedOut ? `${doing} timed out: no answer in time` : `${doing} failed: the connection broke`,
    { cause },
  );
}
