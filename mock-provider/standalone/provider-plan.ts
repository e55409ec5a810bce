import type { RegisteredClient } from '../model/client.ts';
import type { Creation } from '../realm/check-creation.ts';
import type { ControlAccess } from '../realm/provider.ts';
import type { Realm } from '../realm/realm.ts';

/** What the options ask for. The names in it are not checked yet. */
export interface ProviderPlan extends Creation {
  readonly host: string;
  readonly port: number;
  readonly seed?: number;
  /**
   * The control token. Without one the provider makes one; `off` means that no token is asked for.
   */
  readonly controlToken?: string;
  /** False switches the console off. */
  readonly console?: boolean;
  /** Base of every URL that the provider returns or prints. */
  readonly publicUrl?: string;
  /** Host names under which the control API may be called, in addition to its address. */
  readonly allowedHosts?: readonly string[];
  /** The file that keeps the realms for a restart. */
  readonly state?: { readonly file: string; readonly discard: boolean };
}

/** A provider that runs until `close` is called. */
export interface StandaloneProvider {
  readonly realm: Pick<
    Realm,
    'name' | 'authorizationUrl' | 'tokenUrl' | 'apiUrl' | 'policy' | 'faults'
  >;
  readonly client: RegisteredClient;
  readonly control: ControlAccess;
  /**
   * True when the realm came from the state file. Then the plan's settings for the realm had no
   * effect.
   */
  readonly goesOn: boolean;
  close(): Promise<void>;
}
