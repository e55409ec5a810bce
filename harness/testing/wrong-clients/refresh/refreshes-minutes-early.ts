import { WatchesExpiry } from '../../better-clients/watches-expiry.ts';

const EARLY_MS = 5 * 60_000;

/** Refreshes five minutes before the end of a token, also when that is before its beginning. */
export class RefreshesMinutesEarly extends WatchesExpiry {
  protected override isDue({ untilMs }: { readonly untilMs: number }, nowMs: number): boolean {
    return nowMs >= untilMs - EARLY_MS;
  }
}
