import { HarnessError } from '../../model/error.ts';
import { probeCredentials } from '../probes/probe-credentials.ts';
import { defineRemedy, noOptions } from './define-remedy.ts';

/**
 * Makes a new client secret at the provider and puts it into the main credential. The grant stays
 * as it is, so that nobody has to connect the account again (RFC 6749 §6).
 */
export const editSecret = defineRemedy({
  name: 'edit-secret',
  act: 'make a new client secret at the provider and put it into the credential',
  options: noOptions,
  async apply(run) {
    const id = run.credentialIds.get('main');
    if (id === undefined)
      throw new HarnessError(
        'remedy-impossible',
        'Could not edit the client secret: there is no credential.',
      );
    const client = run.realm.renewSecret('main');
    run.registered.set('main', client);
    await run.client.editSecret(id, client.secret, run.signal);
    await probeCredentials(run, {
      only: 'main',
      moment: 'edited',
      typed: { clientSecret: client.secret },
    });
  },
});
