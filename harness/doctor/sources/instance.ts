import pMap from 'p-map';
import { z } from 'zod';
import type { DiagnosisRemark } from '../../model/diagnosis.ts';
import type { InstanceReader } from '../../n8n/index.ts';
import { loadReading } from '../../n8n/index.ts';
import { fact, withheld } from '../snapshot/fact.ts';
import { isOAuth2Type } from '../snapshot/oauth2-type.ts';
import { reduceSettings } from '../snapshot/reduce-settings.ts';
import { reduceWorkflow } from '../snapshot/reduce-workflow.ts';
import type { CredentialFacts, Snapshot, WorkflowFacts } from '../snapshot/snapshot.ts';

/** A running n8n, and who looks at it. */
export interface InstanceOptions {
  readonly url: string;
  readonly account: { readonly email: string; readonly password: string };
}

/** So many requests at the same time are no burden for an n8n at work. */
const AT_ONCE = 4;

const BLANKED = 'n8n blanks token data over REST';
const ITS_KEYS = 'n8n does not tell over REST under which key a credential is encrypted';

const listSchema = z.array(z.looseObject({ id: z.coerce.string() }));
const credentialSchema = z.object({
  id: z.coerce.string(),
  name: z.string(),
  type: z.string(),
});
const fieldsSchema = z.record(z.string(), z.unknown());
const openedSchema = z.object({
  data: fieldsSchema.optional(),
  isResolvable: z.boolean().optional(),
});
type Listed = z.infer<typeof credentialSchema>;

/**
 * Looks at a running n8n over its REST API. After the login only GET goes out.
 * @throws HarnessError 64 when n8n refuses the login, 75 when it cannot be reached
 */
export async function readInstance(
  { url, account }: InstanceOptions,
  signal: AbortSignal,
): Promise<Snapshot> {
  const { openReader } = await loadReading();
  const n8n = await openReader(url, account, signal);
  const listed = await n8n.read(z.array(credentialSchema), '/rest/credentials', 'list credentials');
  const credentials = await pMap(
    (listed ?? []).filter(({ type }) => isOAuth2Type(type)),
    (one) => readCredential(n8n, one),
    { concurrency: AT_ONCE },
  );
  const { theirs, ours } = n8n.loginAt;
  return {
    source: { kind: 'instance', name: n8n.url },
    at: Date.now(),
    version: fact(n8n.version),
    topology:
      n8n.topology === 'unknown' ? withheld('n8n does not tell how it runs') : fact(n8n.topology),
    clockAheadMs:
      theirs === undefined ? withheld('n8n does not tell its time') : fact(theirs - ours),
    workflows: fact(await readWorkflows(n8n)),
    credentials:
      listed === undefined ? withheld('this account may not see credentials') : fact(credentials),
    credentialIds:
      listed === undefined
        ? withheld('this account may not see credentials')
        : fact(new Set(listed.map(({ id }) => id))),
    remarks: remarksOn(n8n),
  };
}

async function readWorkflows(n8n: InstanceReader): Promise<readonly WorkflowFacts[]> {
  const listed = await n8n.read(listSchema, '/rest/workflows', 'list workflows');
  const read = await pMap(
    listed ?? [],
    async ({ id }) => {
      const path = `/rest/workflows/${encodeURIComponent(id)}`;
      const workflow = await n8n.read(fieldsSchema, path, 'read a workflow');
      return workflow === undefined ? undefined : reduceWorkflow(workflow);
    },
    { concurrency: AT_ONCE },
  );
  return read.filter((workflow) => workflow !== undefined);
}

async function readCredential(n8n: InstanceReader, listed: Listed): Promise<CredentialFacts> {
  const opened = await n8n.read(
    openedSchema,
    `/rest/credentials/${encodeURIComponent(listed.id)}?includeData=true`,
    'read a credential',
  );
  const data = opened?.data;
  const own = { ...listed, tokens: withheld(BLANKED), encryption: withheld(ITS_KEYS) };
  if (data === undefined) {
    const because = 'this account may not open it';
    return { ...own, settings: withheld(because), connected: withheld(because) };
  }
  return {
    ...own,
    settings: fact(reduceSettings(listed.type, data)),
    // It is true, or blanked, where there is token data.
    connected:
      opened?.isResolvable === true
        ? withheld('every user connects an account of their own')
        : fact(Boolean(data['oauthTokenData'])),
  };
}

/** An owner and an administrator see everything, others what is theirs or shared with them. */
function remarksOn({ scopes }: InstanceReader): readonly DiagnosisRemark[] {
  const missing = ['workflow:list', 'credential:list'].filter(
    (scope) => scopes?.includes(scope) === false,
  );
  return missing.length === 0
    ? []
    : [
        {
          text: 'This account sees only what is its own or shared with it; an owner or an administrator sees the rest.',
          incomplete: true,
        },
      ];
}
