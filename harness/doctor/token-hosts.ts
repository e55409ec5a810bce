import type { Fact } from './snapshot/fact.ts';

/**
 * How far the clock of a token endpoint's host is ahead of this machine's, in milliseconds, by the
 * endpoint's URL.
 */
export type TokenHosts = Fact<ReadonlyMap<string, Fact<number>>>;

/** No answer is waited for longer. */
const WITHIN_MS = 10_000;

/**
 * Asks the hosts of token endpoints for the time: one HEAD request each without credentials, query
 * or body, whose answer has a Date header (RFC 9110 §6.6.1) whatever it says.
 */
export async function askTokenHosts(
  urls: Iterable<string>,
  signal: AbortSignal,
): Promise<TokenHosts> {
  const asked = [...new Set(urls)].map(async (url) => [url, await aheadOf(url, signal)] as const);
  return { is: new Map(await Promise.all(asked)) };
}

async function aheadOf(url: string, signal: AbortSignal): Promise<Fact<number>> {
  const before = Date.now();
  try {
    const { headers } = await fetch(url, {
      method: 'HEAD',
      redirect: 'manual',
      credentials: 'omit',
      signal: AbortSignal.any([signal, AbortSignal.timeout(WITHIN_MS)]),
    });
    const date = Date.parse(headers.get('date') ?? '');
    if (Number.isNaN(date)) return { withheld: 'its answer has no Date header' };
    // The header has whole seconds, rounded down.
    return { is: date + 500 - (before + Date.now()) / 2 };
  } catch {
    signal.throwIfAborted();
    return { withheld: 'it did not answer' };
  }
}
