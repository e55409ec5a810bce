import { WatchesExpiry } from './watches-expiry.ts';

/** The share of a token's life after which it is replaced. */
const AGE = 0.6;

/** Refreshes a token once, a good while before it expires. */
export class RefreshesEarlyOnce extends WatchesExpiry {
  protected override isDue(
    { fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number },
    nowMs: number,
  ): boolean {
    return nowMs >= fromMs + (untilMs - fromMs) * AGE;
  }
}
