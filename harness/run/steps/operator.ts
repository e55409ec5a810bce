import type { Operator } from '../../faults/engine/define-target-fault.ts';
import { probeCredentials } from '../probes/probe-credentials.ts';
import { probeDeleted } from '../probes/probe-deleted.ts';
import { probeRenamed } from '../probes/probe-rows.ts';
import type { ScenarioRun } from '../scenario-run.ts';
import { enteredForm } from '../set-up.ts';
import { tryToConnect } from './connect-credential.ts';

/** What an operator does with the main credential of a run, and the record of it. */
export function operatorOf(run: ScenarioRun): Operator {
  const id = (): string => run.credentialIds.get('main') ?? '';
  return {
    async editScope(scope) {
      await run.client.editScope(id(), scope, run.signal);
      await probeCredentials(run, { only: 'main', moment: 'edited', typed: { scope } });
    },
    async mistypeTokenUrl(mistyped) {
      const accessTokenUrl = `${String(enteredForm(run, 'main')['accessTokenUrl'])}${mistyped}`;
      await run.client.editTokenUrl(id(), accessTokenUrl, run.signal);
      await probeCredentials(run, { only: 'main', moment: 'edited', typed: { accessTokenUrl } });
    },
    async rename(name) {
      await probeRenamed(run, 'main', await run.client.rename(id(), name, run.signal));
    },
    // A client that does not connect it is accused by the record of the connect.
    reconnect: () => tryToConnect(run, 'main', {}),
    async disconnect() {
      await run.client.disconnect(id(), run.signal);
      await probeCredentials(run, { only: 'main', moment: 'disconnected' });
    },
    async deleteCredential() {
      const deleted = id();
      // From here on nobody looks for it under its name.
      run.deletedIds.set('main', deleted);
      run.credentialIds.delete('main');
      await run.client.deleteCredential(deleted, run.signal);
      await probeDeleted(run);
    },
  };
}
