import { WatchesExpiry } from './watches-expiry.ts';

/** Refreshes a token that has expired by its `expires_in`, without asking the API first. */
export class RefreshesByExpiresIn extends WatchesExpiry {
  protected override isDue({ untilMs }: { readonly untilMs: number }, nowMs: number): boolean {
    return nowMs >= untilMs;
  }
}
