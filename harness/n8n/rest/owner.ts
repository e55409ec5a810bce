import { randomBytes } from 'node:crypto';
import { refused, type RestClient } from './rest-client.ts';

/** The account that owns the instance; generated for each start and kept in memory. */
export interface Owner {
  readonly email: string;
  readonly password: string;
}

export function randomOwner(): Owner {
  // n8n requires 8 to 64 characters with a digit and a capital letter.
  return { email: 'owner@example.com', password: `A1${randomBytes(18).toString('base64url')}` };
}

/**
 * Opens the first session: creates the owner of a new instance, or logs in when the user folder was
 * used before.
 */
export async function setUpOwner(
  rest: RestClient,
  owner: Owner,
  signal: AbortSignal,
): Promise<void> {
  const call = {
    method: 'POST',
    path: '/rest/owner/setup',
    body: { ...owner, firstName: 'Harness', lastName: 'Owner' },
    doing: "set up n8n's owner",
    signal,
  } as const;
  const answer = await rest.send(call);
  if (answer.status >= 200 && answer.status <= 299) return;
  // 400: an owner exists already.
  if (answer.status !== 400) throw refused(call, answer);
  await logIn(rest, owner, signal);
}

/** Opens a session. @throws HarnessError `n8n-request-failed` */
export async function logIn(rest: RestClient, owner: Owner, signal: AbortSignal): Promise<void> {
  // Versions before 1.88 call the field `email`.
  const body = { emailOrLdapLoginId: owner.email, email: owner.email, password: owner.password };
  const call = {
    method: 'POST',
    path: '/rest/login',
    body,
    doing: 'log in to n8n',
    signal,
  } as const;
  rest.forgetSession();
  const answer = await rest.send(call);
  if (answer.status < 200 || answer.status > 299) throw refused(call, answer);
}
