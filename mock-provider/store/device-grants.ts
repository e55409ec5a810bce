import type { TokenStanding } from '../model/records.ts';
import type { Family } from './family.ts';
import type { SecretIndex } from './secret-index.ts';

/** At most this many devices are kept; the oldest one is forgotten for a new one. */
const KEPT = 1_000;

/** A device authorization request (RFC 8628 §3.1) and what its user has decided. */
export interface DeviceGrant {
  /** Name of the client. */
  readonly client: string;
  readonly userCode: string;
  readonly scope: string;
  /** By the issuer's clock. */
  readonly expiresAtMs: number;
  /** Grows with every token request that comes too early (RFC 8628 §3.5). */
  intervalMs: number;
  lastPolledMs?: number;
  state: 'pending' | 'denied' | 'used' | { readonly allowed: Family };
}

/** Brings a user code into one form: case and punctuation do not matter (RFC 8628 §6.1). */
const normalised = (userCode: string): string => userCode.toUpperCase().replaceAll(/[^A-Z]/g, '');

/** The devices of one realm, by device code and by user code. */
export class DeviceGrants {
  readonly #secrets: SecretIndex;
  readonly #byDeviceCode = new Map<string, DeviceGrant>();
  readonly #byUserCode = new Map<string, DeviceGrant>();

  constructor(secrets: SecretIndex) {
    this.#secrets = secrets;
  }

  add(deviceCode: string, grant: Omit<DeviceGrant, 'state'>): void {
    const kept: DeviceGrant = { ...grant, state: 'pending' };
    this.#byDeviceCode.set(deviceCode, kept);
    this.#byUserCode.set(normalised(grant.userCode), kept);
    this.#secrets.addUserCode(normalised(grant.userCode));
    for (const [oldest] of this.#byDeviceCode) {
      if (this.#byDeviceCode.size <= KEPT) break;
      this.#forget(oldest);
    }
  }

  find(deviceCode: string): DeviceGrant | undefined {
    return this.#byDeviceCode.get(deviceCode);
  }

  /** The device with this user code, while it waits for its user's decision and has not expired. */
  waiting(userCode: string, nowMs: number): DeviceGrant | undefined {
    const grant = this.#byUserCode.get(normalised(userCode));
    return grant?.state === 'pending' && nowMs < grant.expiresAtMs ? grant : undefined;
  }

  standing(deviceCode: string, nowMs: number): TokenStanding {
    const grant = this.#byDeviceCode.get(deviceCode);
    if (grant === undefined) return 'unknown';
    if (grant.state === 'used') return 'spent';
    if (grant.state === 'denied') return 'revoked';
    return grant.expiresAtMs <= nowMs ? 'expired' : 'live';
  }

  clear(): void {
    for (const deviceCode of this.#byDeviceCode.keys()) this.#forget(deviceCode);
  }

  #forget(deviceCode: string): void {
    const userCode = normalised(this.#byDeviceCode.get(deviceCode)?.userCode ?? '');
    this.#byDeviceCode.delete(deviceCode);
    this.#byUserCode.delete(userCode);
    this.#secrets.forgetUserCode(userCode);
  }
}
