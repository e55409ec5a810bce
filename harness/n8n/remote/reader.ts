import { decodeJwt } from 'jose';
import { z } from 'zod';
import type { Owner } from '../rest/owner.ts';
import { dataOf, type RestClient } from '../rest/rest-client.ts';
import { readVersion, type InstanceFacts } from './instance-facts.ts';
import { openRest } from './open-session.ts';
import { parseRemoteAddress } from './remote-address.ts';

/** A running n8n that is only read: after the login nothing but GET goes out. */
export interface InstanceReader {
  readonly url: string;
  readonly version: string;
  readonly topology: InstanceFacts['topology'];
  /** The scopes of the account for the whole instance; undefined where n8n does not tell them. */
  readonly scopes: readonly string[] | undefined;
  /** When the login was, by n8n's own clock and by this machine's, in milliseconds since 1970. */
  readonly loginAt: { readonly theirs: number | undefined; readonly ours: number };
  /**
   * Reads something; undefined when n8n answers 403 or 404.
   * @throws HarnessError `n8n-request-failed`, `n8n-server-error`, `n8n-unreachable`
   */
  read<T>(schema: z.ZodType<T>, path: string, doing: string): Promise<T | undefined>;
}

const userSchema = z.object({ globalScopes: z.array(z.string()).optional() });

/**
 * Logs in to a running n8n in order to read from it.
 * @param text address of the instance
 * @throws HarnessError exit 64 for what is wrong with address or account, 75 when n8n cannot be
 * reached now
 */
export async function openReader(
  text: string,
  account: Owner,
  signal: AbortSignal,
): Promise<InstanceReader> {
  const address = parseRemoteAddress(text);
  const rest = await openRest(address, account, signal);
  const loginAt = { theirs: sessionBegan(rest), ours: Date.now() };
  const read: InstanceReader['read'] = async (schema, path, doing) => {
    const call = { method: 'GET', path, doing, signal } as const;
    const answer = await rest.request(call);
    return answer.status === 403 || answer.status === 404
      ? undefined
      : dataOf(schema, call, answer);
  };
  const user = await read(userSchema, '/rest/login', 'read what the account may do');
  const { version, topology } = await readVersion(rest, address, signal);
  return { url: address.url, version, topology, scopes: user?.globalScopes, loginAt, read };
}

/**
 * When a session began by n8n's clock: its cookie is a JWT that says so. A proxy would put its own
 * time into the header Date.
 */
function sessionBegan({ session }: RestClient): number | undefined {
  const token = /(?:^|; )n8n-auth=([^;]+)/.exec(session)?.[1];
  try {
    const { iat } = decodeJwt(token ?? '');
    return iat === undefined ? undefined : iat * 1000 + 500;
  } catch {
    return undefined;
  }
}
