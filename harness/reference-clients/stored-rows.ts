import type { OwnRows, StoredRow, WorkflowRequest } from '../model/client.ts';
import { CREDENTIAL_DEFAULTS } from '../model/credential-defaults.ts';
import { newCredential, type StoredCredential } from './stored-credential.ts';

/** The id of the credential that nobody uses, and what its row is called. */
export const UNTOUCHED = 'that nobody uses';

const request = {
  name: 'nobody uses this',
  spec: CREDENTIAL_DEFAULTS,
  provider: {
    authorizationUrl: 'https://nobody.example/authorize',
    tokenUrl: 'https://nobody.example/token',
    apiUrl: 'https://nobody.example/api',
    clientId: 'nobody',
    clientSecret: 'nothing',
  },
} as const;

/** A connected credential that no workflow uses. Whatever changes in it was changed by mistake. */
export function untouchedCredential(): StoredCredential {
  const credential = newCredential(UNTOUCHED, request);
  const oauthTokenData = { access_token: 'unused', refresh_token: 'unused too' };
  return { ...credential, fields: { ...credential.fields, oauthTokenData } };
}

/** The rows of a run's own credentials, without their data, and of the one that nobody uses. */
export const credentialRows = (
  credentials: readonly StoredCredential[],
  own: OwnRows,
): readonly StoredRow[] =>
  credentials.flatMap(({ id, name, owner, spec, fields }) => {
    const row = nameOf(id, own.credentials);
    if (row === undefined) return [];
    const data = row === UNTOUCHED ? { data: fields } : {};
    return [{ table: 'credentials', row, columns: { name, owner, type: spec, ...data } }];
  });

/** The rows of a run's own workflows. */
export const workflowRows = (
  workflows: ReadonlyMap<string, WorkflowRequest>,
  own: OwnRows,
): readonly StoredRow[] =>
  [...workflows].flatMap(([id, { name, plan, credentialId }]) => {
    const row = nameOf(id, own.workflows);
    if (row === undefined) return [];
    return [{ table: 'workflows', row, workflow: row, columns: { name, plan, credentialId } }];
  });

const nameOf = (id: string, own: ReadonlyMap<string, string>): string | undefined =>
  id === UNTOUCHED ? UNTOUCHED : [...own].find(([, known]) => known === id)?.[0];
