import type { RegisteredClient } from '../model/client.ts';
import type { Creation } from '../realm/check-creation.ts';
import type { ControlAccess } from '../realm/provider.ts';
import type { Realm } from '../realm/realm.ts';

/** What the provider was told; the names in it are not checked yet. */
export interface ProviderPlan extends Creation {
  readonly host: string;
  readonly port: number;
  readonly seed?: number;
  /** Without one it is made; `off` asks for none. */
  readonly controlToken?: string;
  /** False leaves the console out. */
  readonly console?: boolean;
  /** Base of every URL that is told. */
  readonly publicUrl?: string;
  /** Names under which the control API may be reached besides its address. */
  readonly allowedHosts?: readonly string[];
  /** File that keeps the realms over a restart. */
  readonly state?: { readonly file: string; readonly discard: boolean };
}

/** A provider that runs until it is closed. */
export interface StandaloneProvider {
  readonly realm: Pick<
    Realm,
    'name' | 'authorizationUrl' | 'tokenUrl' | 'apiUrl' | 'policy' | 'faults'
  >;
  readonly client: RegisteredClient;
  readonly control: ControlAccess;
  /** The realm was in the state file: what the plan says of it had no effect. */
  readonly goesOn: boolean;
  close(): Promise<void>;
}
