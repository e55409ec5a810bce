/**
 * Why a `fetch` failed, in the words of its innermost cause: `fetch failed` alone tells nobody
 * anything.
 */
export function causeText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return causeText(error.cause);
  return error.message === '' ? error.name : error.message;
}
