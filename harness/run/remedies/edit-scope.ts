import { z } from 'zod';
import { HarnessError } from '../../model/error.ts';
import { asRemedy, connectCredential } from '../steps/connect-credential.ts';
import { defineRemedy } from './define-remedy.ts';

/**
 * Changes the credential's scope to the one that the API asks for and connects the credential
 * again, because without a new consent no token gets a wider scope (RFC 6749 §6). The API's refusal
 * names the scope (RFC 6750 §3.1).
 */
export const editScope = defineRemedy({
  name: 'edit-scope',
  act: 'put the scope the API needs into the credential, then connect the account again',
  options: z.strictObject({ scope: z.string().min(1) }),
  async apply(run, { scope }) {
    const id = run.credentialIds.get('main');
    if (id === undefined)
      throw new HarnessError(
        'remedy-impossible',
        'Could not edit the scope: there is no credential, or no scope to write.',
      );
    await run.client.editScope(id, scope, run.signal);
    await connectCredential(run, 'main', asRemedy(run));
  },
});
