import { z } from 'zod';
import { parseJson } from '../../machine/parse-json.ts';
import { HarnessError } from '../../model/error.ts';
import type { Owner } from '../rest/owner.ts';
import { RestClient, type RestAnswer } from '../rest/rest-client.ts';
import { inFrontOf, starting, unreachable } from './connection-error.ts';
import { readInstanceFacts, type InstanceFacts } from './instance-facts.ts';
import { notLetIn } from './login-refusal.ts';
import type { RemoteAddress } from './remote-address.ts';

/** A running n8n after a successful login. The session is only in memory. */
export interface RemoteInstance {
  readonly address: RemoteAddress;
  readonly rest: RestClient;
  readonly facts: InstanceFacts;
}

/**
 * Logs in to a running n8n and reads what it is. Changes nothing there; only the time of the login
 * is recorded.
 * @throws HarnessError exit 64 for what is wrong with address or account, exit 75 when n8n cannot
 * be reached now
 */
export async function openSession(
  address: RemoteAddress,
  account: Owner,
  signal: AbortSignal,
): Promise<RemoteInstance> {
  const rest = await openRest(address, account, signal);
  return { address, rest, facts: await readInstanceFacts(rest, address, signal) };
}

/**
 * Logs in to a running n8n, and asks for nothing else.
 * @throws HarnessError as {@link openSession}
 */
export async function openRest(
  address: RemoteAddress,
  account: Owner,
  signal: AbortSignal,
): Promise<RestClient> {
  const rest = new RestClient(address.url, (client, at) => logIn(client, address, account, at));
  await requireN8n(rest, address, signal);
  await logIn(rest, address, account, signal);
  return rest;
}

const publicSettingsSchema = z.object({
  data: z.object({ userManagement: z.object({ showSetupOnFirstLoad: z.boolean().optional() }) }),
});

/**
 * Checks, before a password is sent, that n8n answers at the address and has an owner. Uses only
 * what n8n reports to everybody.
 */
async function requireN8n(
  rest: RestClient,
  address: RemoteAddress,
  signal: AbortSignal,
): Promise<void> {
  const answer = await ask(rest, address, {
    method: 'GET',
    path: '/rest/settings',
    doing: 'look at n8n',
    signal,
  });
  const settings = publicSettingsSchema.safeParse(parseJson(answer.text));
  if (answer.status !== 200 || !settings.success)
    throw (await isStarting(rest, signal)) ? starting(address) : inFrontOf(address, answer);
  if (settings.data.data.userManagement.showSetupOnFirstLoad === true) {
    throw new HarnessError(
      'remote-no-owner',
      `Could not log in to ${address.url}: this n8n has no owner yet.`,
      { hint: 'Open it in a browser and set up the owner account first.', exitCode: 64 },
    );
  }
}

/**
 * True while n8n opens its database. It then answers other paths with HTML pages or with "not
 * found".
 */
async function isStarting(rest: RestClient, signal: AbortSignal): Promise<boolean> {
  const { status, headers } = await rest.send({
    method: 'GET',
    path: '/healthz/readiness',
    doing: 'ask whether n8n is ready',
    signal,
  });
  return status === 503 && /json/.test(headers.get('content-type') ?? '');
}

/** Sends the password only once, because n8n counts failed logins. */
async function logIn(
  rest: RestClient,
  address: RemoteAddress,
  { email, password }: Owner,
  signal: AbortSignal,
): Promise<void> {
  rest.forgetSession();
  // Versions before 1.88 call the field `email`.
  const answer = await ask(rest, address, {
    method: 'POST',
    path: '/rest/login',
    body: { emailOrLdapLoginId: email, email, password },
    doing: 'log in to n8n',
    signal,
  });
  const body = parseJson(answer.text);
  if (answer.status !== 200 || body === undefined) throw notLetIn(address, email, answer);
}

async function ask(
  rest: RestClient,
  address: RemoteAddress,
  call: Parameters<RestClient['send']>[0],
): Promise<RestAnswer> {
  try {
    return await rest.send(call);
  } catch (error) {
    call.signal.throwIfAborted();
    throw unreachable(address, error);
  }
}
