import type { DiagnosisRemark } from '../../model/diagnosis.ts';
import { HarnessError } from '../../model/error.ts';
import { fact, withheld, type Fact } from '../snapshot/fact.ts';
import { isFields } from '../snapshot/fields.ts';
import { isOAuth2Type } from '../snapshot/oauth2-type.ts';
import { reduceWorkflow } from '../snapshot/reduce-workflow.ts';
import type { CredentialFacts, Snapshot, WorkflowFacts } from '../snapshot/snapshot.ts';
import { exportedIn } from './export-files.ts';
import { requireOwnKey, type GivenKey } from './given-key.ts';
import { readCredential } from './read-credential.ts';

/** A folder with what n8n's commands for an export wrote, or one file of them. */
export interface ExportOptions {
  readonly folder: string;
  readonly key: GivenKey | undefined;
  readonly cwd: string;
}

const COMMANDS = `n8n export:workflow --all --output=FOLDER/workflows.json
n8n export:credentials --all --output=FOLDER/credentials.json`;

interface Read {
  workflows: number;
  readonly looked: Map<string, WorkflowFacts>;
  readonly credentials: Map<string, CredentialFacts>;
  readonly ids: Set<string>;
  readonly unreadable: string[];
  clear: boolean;
  closed: boolean;
}

/**
 * Looks at what an n8n has exported; no n8n is needed.
 * @throws HarnessError `doctor-no-export`, `doctor-other-key`, `doctor-other-export` (64)
 */
export async function readExport({ folder, key, cwd }: ExportOptions): Promise<Snapshot> {
  const at = Date.now();
  const read = await readAll({ folder, key, cwd }, at);
  const { workflows, looked, credentials, ids } = read;
  if (workflows === 0 && ids.size === 0)
    throw new HarnessError(
      'doctor-no-export',
      `Could not read the export ${folder}: no file there is a workflow or a credential of n8n.`,
      { hint: `An export is made with:\n${COMMANDS}`, exitCode: 64 },
    );
  requireOwnKey([...credentials.values()], key, folder);
  requireSameN8n([...looked.values()], ids, folder);
  const half = (what: string): Fact<never> => withheld(`this export has no ${what}`);
  return {
    source: { kind: 'export', name: folder },
    at,
    version: withheld('an export does not say which version of n8n it comes from'),
    topology: withheld('an export does not say how n8n runs'),
    clockAheadMs: withheld("an export does not show n8n's clock"),
    workflows: workflows === 0 ? half('workflows') : fact([...looked.values()]),
    credentials: ids.size === 0 ? half('credentials') : fact([...credentials.values()]),
    credentialIds: ids.size === 0 ? half('credentials') : fact(ids),
    remarks: remarksOn(read, key),
  };
}

async function readAll({ folder, key, cwd }: ExportOptions, now: number): Promise<Read> {
  const read: Read = {
    workflows: 0,
    looked: new Map(),
    credentials: new Map(),
    ids: new Set(),
    unreadable: [],
    clear: false,
    closed: false,
  };
  for (const one of exportedIn(folder, cwd)) {
    if (one.kind === 'unreadable') read.unreadable.push(one.file);
    else if (one.kind === 'workflow') {
      read.workflows += 1;
      const workflow = reduceWorkflow(one.fields);
      if (workflow !== undefined) read.looked.set(workflow.id, workflow);
    } else {
      const { id, name, type, data, updatedAt } = one.fields;
      const known = { id: String(id), name: String(name), type: String(type) };
      read.ids.add(known.id);
      if (!isOAuth2Type(known.type)) continue;
      read.clear ||= isFields(data);
      read.closed ||= !isFields(data);
      const opener = { key, now, dataKey: undefined };
      read.credentials.set(known.id, await readCredential({ ...known, data, updatedAt }, opener));
    }
  }
  return read;
}

/** Workflows and credentials of two n8n have no id in common. */
function requireSameN8n(
  workflows: readonly WorkflowFacts[],
  ids: ReadonlySet<string>,
  folder: string,
): void {
  const named = new Set(
    workflows.flatMap(({ nodes }) =>
      nodes.flatMap(({ credentials }) => credentials.flatMap(({ id }) => id ?? [])),
    ),
  );
  if (ids.size === 0 || named.size === 0 || [...named].some((id) => ids.has(id))) return;
  throw new HarnessError(
    'doctor-other-export',
    `Could not use the export ${folder}: its workflows name ${named.size} credential${named.size === 1 ? '' : 's'}, and none of them is among the ${ids.size} exported.`,
    {
      hint: `Workflows and credentials seem to come from different n8n. Export both from one:\n${COMMANDS}`,
      exitCode: 64,
    },
  );
}

function remarksOn(
  { workflows, ids, unreadable, clear, closed }: Read,
  key: GivenKey | undefined,
): readonly DiagnosisRemark[] {
  const incomplete = (text: string): DiagnosisRemark => ({ text, incomplete: true });
  return [
    ...(workflows === 0
      ? [incomplete('Half an export: no workflow is in it (n8n export:workflow --all).')]
      : []),
    ...(ids.size === 0
      ? [incomplete('Half an export: no credential is in it (n8n export:credentials --all).')]
      : []),
    ...(closed && key === undefined
      ? [
          incomplete(
            'The credentials are encrypted, and no key was given: it is in N8N_ENCRYPTION_KEY of that n8n, or in the file config of its folder .n8n (--key-file). Or export with --decrypted.',
          ),
        ]
      : []),
    ...unreadable.map((file) => incomplete(`${file} is no JSON, and was left out.`)),
    ...(clear
      ? [
          {
            text: 'This export holds secrets in clear text (--decrypted). Remove it when you are done.',
            incomplete: false,
          },
        ]
      : []),
  ];
}
