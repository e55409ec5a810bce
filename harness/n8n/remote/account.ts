import { HarnessError } from '../../model/error.ts';
import { usageError } from '../../model/usage-error.ts';
import type { Asker } from '../driver/driver.ts';
import type { Owner } from '../rest/owner.ts';

/** Environment variables with the account for a running instance. */
export const EMAIL_VARIABLE = 'OAUTH_CHAOS_N8N_EMAIL';
export const PASSWORD_VARIABLE = 'OAUTH_CHAOS_N8N_PASSWORD';
const API_KEY_VARIABLE = 'OAUTH_CHAOS_N8N_API_KEY';

/** The options that name an account. */
export interface AccountOptions {
  readonly n8nEmail?: string;
  /** Name of the environment variable with the key, or `-`. */
  readonly n8nApiKey?: string;
}

const EMAIL = /^[^\s@]+@[^\s@]+$/;
const VARIABLE = /^[A-Z_][A-Z0-9_]*$/;

/**
 * Reads email and password for a running instance. The password comes from the environment, or the
 * user types it on the terminal. It never comes from the command line, where every user of the
 * machine can read it.
 * @throws HarnessError exit 64 when it cannot be had without asking a person
 */
export async function readAccount(
  url: string,
  { n8nEmail, n8nApiKey }: AccountOptions,
  { env, askSecret }: Asker,
): Promise<Owner> {
  requireNamedKey(n8nApiKey);
  const email = n8nEmail ?? env[EMAIL_VARIABLE];
  if (email === undefined || email === '')
    throw n8nApiKey !== undefined || (env[API_KEY_VARIABLE] ?? '') !== ''
      ? keyIsNotEnough(url)
      : noEmail(url);
  if (!EMAIL.test(email))
    throw usageError(`Could not use --n8n-email: '${email}' is no email address.`);
  const password =
    env[PASSWORD_VARIABLE] ?? (await askSecret?.(`Password of ${email} at ${url}: `));
  if (password === undefined || password === '')
    throw usageError(
      `Could not log in to ${url}: there is no password for ${email}.`,
      `Put it into the environment variable ${PASSWORD_VARIABLE}; on a terminal it is asked for.`,
    );
  return { email, password };
}

/**
 * Refuses an API key on the command line: by then it is already in the shell's history and in the
 * process list.
 */
function requireNamedKey(key: string | undefined): void {
  if (key === undefined || key === '-' || VARIABLE.test(key)) return;
  throw usageError(
    'Could not use --n8n-api-key: it takes the name of an environment variable, not the key itself.',
    'If that was a real key, delete it in n8n (Settings, n8n API): other users of this machine could read it.',
  );
}

const noEmail = (url: string): HarnessError =>
  usageError(
    `Could not log in to ${url}: nobody said who.`,
    `Give --n8n-email, and the password in the environment variable ${PASSWORD_VARIABLE} or when asked.`,
  );

/** Tested on 1.123.81 and 2.41.1. */
const keyIsNotEnough = (url: string): HarnessError =>
  new HarnessError(
    'api-key-not-enough',
    `Could not work on ${url} with an API key alone: n8n's public API neither connects an OAuth2 credential (/rest/oauth2-credential/auth answers 401 to a key) nor tells the version.`,
    {
      hint: `Log in: --n8n-email, and the password in ${PASSWORD_VARIABLE}. The key is not needed then.`,
      exitCode: 64,
    },
  );
