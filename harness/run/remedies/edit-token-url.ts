import { HarnessError } from '../../model/error.ts';
import { probeCredentials } from '../probes/probe-credentials.ts';
import { enteredForm } from '../set-up.ts';
import { defineRemedy, noOptions } from './define-remedy.ts';

/** Types the token URL that the provider's documentation names into the main credential. */
export const editTokenUrl = defineRemedy({
  name: 'edit-token-url',
  act: "put the provider's token URL into the credential",
  options: noOptions,
  async apply(run) {
    const id = run.credentialIds.get('main');
    const { accessTokenUrl } = enteredForm(run, 'main');
    if (id === undefined || typeof accessTokenUrl !== 'string')
      throw new HarnessError(
        'remedy-impossible',
        'Could not edit the token URL: there is no credential, or it has no such field.',
      );
    await run.client.editTokenUrl(id, accessTokenUrl, run.signal);
    await probeCredentials(run, { only: 'main', moment: 'edited', typed: { accessTokenUrl } });
  },
});
