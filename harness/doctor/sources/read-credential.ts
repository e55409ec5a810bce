import { loadReading } from '../../n8n/index.ts';
import { fact, withheld, type Fact } from '../snapshot/fact.ts';
import { isFields, type Fields } from '../snapshot/fields.ts';
import { reduceSettings } from '../snapshot/reduce-settings.ts';
import { reduceTokens } from '../snapshot/reduce-tokens.ts';
import type { CredentialFacts, Encryption } from '../snapshot/snapshot.ts';
import type { GivenKey } from './given-key.ts';

/** A row of n8n's table `deployment_key`, or that there is no such table here. */
export interface DataKeyRow {
  readonly algorithm: unknown;
  readonly value: unknown;
  readonly status: unknown;
}

/** What is needed to open the data of credentials. */
export interface Opener {
  readonly key: GivenKey | undefined;
  /** Finds a data key; undefined where the table with them is not: in an export. */
  readonly dataKey: ((id: string) => Promise<DataKeyRow | undefined>) | undefined;
  readonly now: number;
}

/** A credential as n8n stores and exports it. */
export interface StoredCredential {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  /** Encrypted text, or its fields in a decrypted export. */
  readonly data: unknown;
  readonly updatedAt: unknown;
}

const NO_KEY = 'it is encrypted, and no key was given';
const CLEAR = 'it was exported decrypted';

/** Reads a credential and reduces it at once to what may be known of it. */
export async function readCredential(
  { id, name, type, data, updatedAt }: StoredCredential,
  opener: Opener,
): Promise<CredentialFacts> {
  const named = { id, name, type };
  if (isFields(data))
    return { ...named, ...reduced(type, data, updatedAt, opener.now), encryption: withheld(CLEAR) };
  const encrypted = String(data ?? '');
  const opened = await open(encrypted, opener);
  return 'fields' in opened
    ? {
        ...named,
        ...reduced(type, opened.fields, updatedAt, opener.now),
        encryption: opened.encryption,
      }
    : { ...named, ...closed(opened.because), encryption: opened.encryption };
}

type Facts = Pick<CredentialFacts, 'settings' | 'connected' | 'tokens'>;

function reduced(type: string, fields: Fields, updatedAt: unknown, now: number): Facts {
  const savedAt = momentOf(updatedAt);
  const tokens = reduceTokens(fields['oauthTokenData'], { savedAt, now });
  return {
    settings: fact(reduceSettings(type, fields)),
    connected: fact(tokens !== undefined),
    tokens: fact(tokens),
  };
}

const closed = (because: string): Facts => ({
  settings: withheld(because),
  connected: withheld(because),
  tokens: withheld(because),
});

type Opened = { readonly encryption: Fact<Encryption> } & (
  | { readonly fields: Fields }
  | { readonly because: string }
);

async function open(encrypted: string, { key, dataKey }: Opener): Promise<Opened> {
  if (key === undefined) return { because: NO_KEY, encryption: withheld(NO_KEY) };
  const { decryptCredential, namedDataKey } = await loadReading();
  const id = namedDataKey(encrypted);
  const under = id === undefined ? 'instance-key' : 'data-key';
  if (id !== undefined && dataKey === undefined) {
    const because = 'its data key is in the database of n8n, and in no export';
    return { because, encryption: withheld(because) };
  }
  const row = id === undefined ? undefined : await dataKey?.(id);
  const state =
    id === undefined
      ? 'active'
      : row === undefined
        ? 'missing'
        : row.status === 'inactive'
          ? 'inactive'
          : 'active';
  const encryption = (opens: boolean) => fact<Encryption>({ under, key: state, opens });
  try {
    const fields = await decryptCredential(encrypted, {
      encryptionKey: key.encryptionKey,
      dataKey: async () => row,
    });
    return { fields, encryption: encryption(true) };
  } catch {
    return { because: 'it does not open with this key', encryption: encryption(false) };
  }
}

/** n8n writes moments as text: with a zone in exports, in UTC without one in SQLite. */
function momentOf(value: unknown): number | undefined {
  if (value instanceof Date) return value.getTime();
  if (typeof value !== 'string') return undefined;
  const zoned = /(Z|[+-]\d\d:?\d\d)$/.test(value) ? value : `${value.replace(' ', 'T')}Z`;
  const moment = Date.parse(zoned);
  return Number.isNaN(moment) ? undefined : moment;
}
