import type { Peer } from '../model/hold.ts';
import type { PolicyInput } from '../policy/policy.ts';
import type { PresetChoice } from '../policy/preset-choice.ts';
import type { ProviderMemory } from './provider-memory.ts';
import type { Realm, RealmCreation } from './realm.ts';

/** An OAuth2 provider: an HTTP server with realms. */
export interface Provider extends AsyncDisposable {
  /** `http://127.0.0.1:<port>`, or the same with the host from the options, or `publicUrl`. */
  readonly url: string;
  /** Address and token of the control API. Undefined when the options did not ask for it. */
  readonly control: ControlAccess | undefined;
  /** @throws ProviderError on a bad policy (with a JSON pointer) or a name in use */
  createRealm(name: string, policy?: PolicyInput | PresetChoice, options?: RealmCreation): Realm;
  /** The realms, oldest first. */
  readonly realms: readonly Realm[];
  realm(name: string): Realm | undefined;
  /** Forgets a realm and closes the open requests to it. */
  dropRealm(name: string): void;
  /**
   * Everything that `startProvider({ memory })` needs to continue after a restart. It contains
   * every secret.
   */
  memory(): ProviderMemory;
  close(): Promise<void>;
}

/** How to reach the control API. */
export interface ControlAccess {
  /** False when the console was switched off. */
  readonly console: boolean;
  /** `<provider>/control/v1` */
  readonly url: string;
  /** For the header `Authorization: Bearer`. Undefined when the control API asks for no token. */
  readonly token: string | undefined;
}

/** Who may control the provider over HTTP. */
export interface ControlOptions {
  /**
   * The control token. Without one the provider makes one; `off` means that no token is asked for.
   */
  readonly token?: string;
  /**
   * Host names, with or without a port, under which the control API may be called, in addition to
   * loopback and the address it listens on.
   */
  readonly allowedHosts?: readonly string[];
  /** False switches the console off. It is on by default. */
  readonly console?: boolean;
}

export interface ProviderOptions {
  /** Port to listen on. 0, the default, takes a free one. */
  readonly port?: number;
  /**
   * Address to listen on, by default 127.0.0.1. Everybody who can reach this address can use the
   * provider.
   */
  readonly host?: string;
  /** Switches the control API on. Without this option there is none. */
  readonly control?: ControlOptions;
  /**
   * Base of every URL that the provider returns or prints. Needed when others reach the provider at
   * another address than it listens on.
   */
  readonly publicUrl?: string;
  /**
   * Names the process or container at the other end of a connection, for the records of requests.
   * Called once for each connection, while it is open.
   */
  readonly identifyPeer?: (peer: Peer) => string | undefined;
  /**
   * Whether the records of requests and replies have their heads and bodies, in which every secret
   * is replaced by its name. By default so with a control API, which shows them.
   */
  readonly recordWire?: boolean;
  /** The memory of another provider, whose realms continue here. */
  readonly memory?: ProviderMemory;
  /**
   * Called after everything that may have changed the result of `memory()`: an answered request, a
   * created realm, a dropped realm.
   */
  readonly onChange?: () => void;
}
