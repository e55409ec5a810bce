import { HarnessError } from '../../model/error.ts';
import { connectCredential } from '../steps/connect-credential.ts';
import type { Remedy } from './define-remedy.ts';

/**
 * Writes the scope the API asked for into the credential and connects it again; without a new
 * consent no token gains a scope (RFC 6749 §6).
 */
export const editScope: Remedy = {
  name: 'edit-scope',
  async apply(run, step) {
    const id = run.credentialIds.get('main');
    if (id === undefined || typeof step === 'string' || step.remedy !== 'edit-scope')
      throw new HarnessError(
        'remedy-impossible',
        'Could not edit the scope: there is no credential, or no scope to write.',
      );
    await run.client.editScope(id, step.scope, run.signal);
    await connectCredential(run, 'main');
  },
};
