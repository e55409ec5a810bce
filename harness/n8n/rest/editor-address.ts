import { z } from 'zod';
import { HarnessError } from '../../model/error.ts';
import type { RestClient } from './rest-client.ts';

/** Path of n8n's page to which the provider leads back. */
export const CALLBACK_PATH = '/rest/oauth2-credential/callback';

const settingsSchema = z.object({ oauthCallbackUrls: z.object({ oauth2: z.string() }) });

/**
 * Where n8n tells its users that it is, without a slash at the end: the provider leads back to
 * there, so only in an editor of that address does the dialog hear how a connect ended.
 * @throws HarnessError
 */
export async function editorAddress(rest: RestClient, signal: AbortSignal): Promise<string> {
  // Settings are shown to anybody, but that address only to who is logged in. This renews a session
  // that has ended.
  await rest.call(z.unknown(), {
    method: 'GET',
    path: '/rest/login',
    doing: 'find out who is logged in',
    signal,
  });
  const { oauthCallbackUrls } = await rest.call(settingsSchema, {
    method: 'GET',
    path: '/rest/settings',
    doing: "read n8n's settings",
    signal,
  });
  const { oauth2: callback } = oauthCallbackUrls;
  if (!callback.endsWith(CALLBACK_PATH))
    throw new HarnessError(
      'editor-elsewhere',
      `Could not find out where n8n's editor is: the provider leads back to ${callback}.`,
    );
  return callback.slice(0, -CALLBACK_PATH.length);
}
