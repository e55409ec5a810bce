import type { HeldExchange, Realm, RequestRecord } from '../../../mock-provider/index.ts';
import type { Held, HoldMoment } from '../../model/hold.ts';

/** What a hold of the plan waits for. */
export interface HoldRequest {
  readonly what: HeldExchange;
  readonly at: HoldMoment;
  /** Only an exchange of this credential is held. */
  readonly credential: string;
}

/** A hold that the plan has armed and not released yet. */
export interface OpenHold {
  readonly wanted: HoldRequest;
  /** The exchange that is held; undefined before it has come, and once its sender has hung up. */
  readonly held: Held | undefined;
  /** Resolves when the exchange is held for the first time. */
  readonly met: Promise<void>;
  readonly isMet: boolean;
  /** Lets go what is held, and holds nobody who comes later. Does nothing the second time. */
  release(by: 'plan' | 'end'): void;
}

/** How the exchange of a hold is taken, and until when others are held beside it. */
export interface Taking {
  readonly take: Parameters<Realm['hold']>[1];
  readonly released: Promise<void>;
}

/** Waits until a hold is released, its request has gone, or the run is aborted. */
export function letGoAt(
  released: Promise<void>,
  ...ends: readonly AbortSignal[]
): Promise<'released' | 'ended'> {
  return new Promise((resolve) => {
    void released.then(() => resolve('released'));
    for (const end of ends) {
      if (end.aborted) resolve('ended');
      end.addEventListener('abort', () => resolve('ended'), { once: true });
    }
  });
}

/** True for a request of the credential that a hold is for. */
export const isOf = ({ client }: RequestRecord, { credential }: HoldRequest): boolean =>
  client === undefined || client === credential;
