/**
 * Why a `fetch` failed: the message of its innermost cause, because `fetch failed` alone explains
 * nothing.
 */
export function causeText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return causeText(error.cause);
  return error.message === '' ? error.name : error.message;
}
