import type { Peer } from '../model/hold.ts';
import type { PolicyInput } from '../policy/policy.ts';
import type { PresetChoice } from '../policy/preset-choice.ts';
import type { ProviderMemory } from './provider-memory.ts';
import type { Realm, RealmCreation } from './realm.ts';

/** The world outside n8n. */
export interface Provider extends AsyncDisposable {
  /**
   * `http://127.0.0.1:<port>`, or with the host it was told to listen on, or the public URL it was
   * given.
   */
  readonly url: string;
  /** Where it is controlled over HTTP; undefined when it was not asked for. */
  readonly control: ControlAccess | undefined;
  /** @throws ProviderError on a bad policy (with a JSON pointer) or a name in use */
  createRealm(name: string, policy?: PolicyInput | PresetChoice, options?: RealmCreation): Realm;
  /** Realms by name, oldest first. */
  readonly realms: readonly Realm[];
  realm(name: string): Realm | undefined;
  /** Forgets a realm; open requests to it are closed. */
  dropRealm(name: string): void;
  /**
   * Everything with which `startProvider({ memory })` goes on after a restart; it holds every
   * secret there is.
   */
  memory(): ProviderMemory;
  close(): Promise<void>;
}

/** The way to the control API. */
export interface ControlAccess {
  /** False where the console was left out. */
  readonly console: boolean;
  /** `<provider>/control/v1` */
  readonly url: string;
  /** For `Authorization: Bearer`; undefined when none is asked for. */
  readonly token: string | undefined;
}

/** Who may control the provider over HTTP. */
export interface ControlOptions {
  /** Without one it is made; `off` asks for none. */
  readonly token?: string;
  /**
   * Names, with or without a port, under which it may be reached besides loopback and the address
   * it listens on.
   */
  readonly allowedHosts?: readonly string[];
  /** False leaves the console out; it is there otherwise. */
  readonly console?: boolean;
}

export interface ProviderOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Address to listen on; 127.0.0.1 unless told otherwise. Anybody who reaches it can use it. */
  readonly host?: string;
  /** Offers the control API; without it there is none. */
  readonly control?: ControlOptions;
  /**
   * Base of every URL that is told, where others reach the provider by another address than it
   * listens on.
   */
  readonly publicUrl?: string;
  /**
   * Names whoever is at the other end of a connection, for the records; asked once for each
   * connection, while it is open.
   */
  readonly identifyPeer?: (peer: Peer) => string | undefined;
  /** What another provider remembered; its realms go on. */
  readonly memory?: ProviderMemory;
  /**
   * Called after everything that may have changed what `memory()` gives: answered requests, realms
   * created and dropped.
   */
  readonly onChange?: () => void;
}
