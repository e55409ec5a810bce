import type { ActsOn } from '../faults/engine/define-fault.ts';
import type { FaultHandle } from '../faults/engine/fault-handle.ts';
import type { RegisteredClient } from '../model/client.ts';
import type { Realm } from '../realm/realm.ts';
import type { CurlCommand } from '../traffic/curl-of-request.ts';
import type { LoggedExchange } from './wire-log.ts';

/** A client, without its secret. */
export type ClientInfo = Pick<RegisteredClient, 'name' | 'id'>;

/** A client that was just registered. */
export interface NewClient extends ClientInfo {
  /** Present only when the provider made the secret. */
  readonly secret?: string;
}

/** An exchange with its heads and bodies, and the curl command that sends it again. */
export interface ExchangeInfo extends LoggedExchange {
  readonly curl: CurlCommand;
}

/** The clocks of a realm, as ISO dates. */
export interface ClockInfo {
  readonly now: string;
  readonly issuer: string;
  readonly resource: string;
  /** Time of the provider's machine. */
  readonly machine: string;
  readonly frozen: boolean;
  readonly skewMs: { readonly issuer: number; readonly resource: number };
}

type Plain =
  | 'name'
  | 'seed'
  | 'issuer'
  | 'authorizationUrl'
  | 'tokenUrl'
  | 'revocationUrl'
  | 'introspectionUrl'
  | 'userinfoUrl'
  | 'apiUrl'
  | 'policy';

/** A realm as the control API describes it. */
export interface RealmInfo extends Pick<Realm, Plain> {
  readonly preset?: string;
  readonly clients: readonly ClientInfo[];
  readonly faults: readonly FaultHandle[];
  readonly clock: ClockInfo;
}

/** A fault that can be injected. */
export interface KnownFault {
  readonly name: string;
  readonly summary: string;
  readonly actsOn: ActsOn;
  readonly seenInTheWild: readonly string[];
  /** The options as a JSON Schema. */
  readonly options: Readonly<Record<string, unknown>>;
}
