import { z } from 'zod';
import { parseJson } from '../../machine/parse-json.ts';
import { HarnessError } from '../../model/error.ts';
import type { RestAnswer } from '../rest/rest-client.ts';
import { inFrontOf, limited } from './connection-error.ts';
import type { RemoteAddress } from './remote-address.ts';

/**
 * n8n's own code for a correct password when the second factor is missing (`AuthError('MFA Error',
 * 998)`).
 */
const MFA_CODE = 998;

const refusalSchema = z.object({ message: z.string(), code: z.number().optional() });

/** The error when n8n refuses a login, with the reason and what the user can do. */
export function notLetIn(address: RemoteAddress, email: string, answer: RestAnswer): HarnessError {
  const { url } = address;
  if (answer.status === 429) return limited(address, answer);
  const refusal = refusalSchema.safeParse(parseJson(answer.text));
  if (!refusal.success) return inFrontOf(address, answer);
  const { message, code } = refusal.data;
  if (code === MFA_CODE) {
    return new HarnessError(
      'remote-mfa',
      `Could not log in to ${url}: the account ${email} has two-factor authentication.`,
      { hint: 'Use an account without it, made for this and removed afterwards.', exitCode: 64 },
    );
  }
  if (/\bSSO\b/i.test(message)) {
    return new HarnessError(
      'remote-sso',
      `Could not log in to ${url}: this n8n takes logins through single sign-on only.`,
      {
        hint: 'Its owner may log in with email and password all the same; so may users for whom an administrator allowed it.',
        exitCode: 64,
      },
    );
  }
  if (answer.status === 401) {
    return new HarnessError(
      'remote-login',
      `Could not log in to ${url} as ${email}: n8n does not accept the email or the password.`,
      { hint: 'It was tried once. n8n lets nobody try often.', exitCode: 64 },
    );
  }
  return new HarnessError(
    'remote-login',
    `Could not log in to ${url} as ${email}: n8n answered ${answer.status} (${message}).`,
    { exitCode: answer.status >= 500 ? 75 : 64 },
  );
}
