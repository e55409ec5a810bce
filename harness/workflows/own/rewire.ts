import type { OwnWorkflow } from '../../model/own-workflow.ts';
import type { WorkflowPlan } from '../../model/workflow.ts';
import { buildNodes } from './build-nodes.ts';
import { chooseTrigger, type Beginning } from './choose-trigger.ts';
import { decideFates, usesOf } from './decide-fates.ts';
import { defaultLimitMs } from './execution-limit.ts';
import type { ExportedWorkflow } from './exported-workflow.ts';
import { nameCredentials, shownCredential, type NamedCredential } from './name-credentials.ts';
import { nothingToRewire } from './nothing-to-rewire.ts';
import { ownPlan } from './own-plan.ts';
import type { ReadWorkflow } from './read-workflow-file.ts';
import { FORMS } from './recognise-export.ts';
import { OURS } from './rewired-url.ts';
import { GENERIC } from './used-credential.ts';
import { workflowFileError } from './workflow-file-error.ts';
import type { Items } from './workflow-input.ts';

/** What the user says of the own workflow beside its file. */
export interface RewireOptions {
  /** The file as the user wrote it. */
  readonly shownAs: string;
  /** Name or id of the credential that the faults strike. */
  readonly credential?: string | undefined;
  /** The items with which each execution starts. */
  readonly input?: Items | undefined;
  /** How long one undisturbed execution of it may take, in ms. */
  readonly limitMs?: number | undefined;
}

/** The user's own workflow, ready to be run against the provider, and what was made of it. */
export interface RewiredWorkflow {
  readonly plan: WorkflowPlan;
  /** Names of its credentials in plans, `main` first. */
  readonly credentials: readonly string[];
  /** How long one undisturbed execution of it may take, in ms. */
  readonly limitMs: number;
  readonly told: Omit<OwnWorkflow, 'asked'>;
}

/**
 * Rewires a workflow: nodes that call an API with an OAuth2 credential call the provider, nodes
 * that only compute stay, and whatever else might reach something outside is replaced. Starts
 * nothing.
 * @throws HarnessError `workflow-file-invalid` (exit 64) when nothing in it can be tried
 */
export function rewire(read: ReadWorkflow, options: RewireOptions): RewiredWorkflow {
  const { workflow } = read;
  const beginning = beginningOf(workflow, options.shownAs);
  const uses = usesOf(workflow, beginning);
  if (uses.length === 0) throw nothingToRewire(workflow, beginning, options.shownAs);
  const credentials = nameCredentials(uses, options.credential, options.shownAs);
  const decisions = decideFates(workflow, beginning, credentials);
  const notes: string[] = [];
  const callers = uses.map(({ node }) => node);
  const built = buildNodes({
    workflow,
    decisions,
    credentials,
    callers,
    input: options.input,
    note: (text) => notes.push(text),
  });
  const plan = ownPlan({ workflow, beginning, decisions, built, callers, credentials });
  return {
    plan,
    credentials: credentials.map(({ as }) => as),
    limitMs:
      options.limitMs ??
      defaultLimitMs({ nodes: plan.n8n.nodes.length, bytes: JSON.stringify(plan.n8n).length }),
    told: {
      ...headOf(read, options.shownAs),
      nodes: decisions.map(({ exported: _exported, ...told }) => told),
      credentials: credentials.map(tellCredential),
      notes: [...notes, ...settingNotes(workflow)],
      leftOut: [],
    },
  };
}

function beginningOf(workflow: ExportedWorkflow, shownAs: string): Beginning {
  const ours = workflow.nodes.find(({ name }) => OURS.includes(name));
  if (ours !== undefined)
    throw workflowFileError(
      shownAs,
      `its node '${ours.name}' has the name of a node that a run adds`,
      'It looks like a workflow of an earlier run. Give the original, or rename the node.',
    );
  const beginning = chooseTrigger(workflow);
  if (beginning === undefined)
    throw workflowFileError(
      shownAs,
      'nothing starts it: it has no trigger, and something leads to each of its nodes',
      'Add a Manual Trigger in the editor, and download it again.',
    );
  return beginning;
}

const headOf = (
  { workflow, form, of }: ReadWorkflow,
  shownAs: string,
): Pick<OwnWorkflow, 'file' | 'form' | 'name'> => ({
  file: shownAs,
  form: `${FORMS[form]}${of > 1 ? `, one of its ${of} workflows` : ''}`,
  name: workflow.name ?? 'without a name',
});

const tellCredential = (credential: NamedCredential): OwnWorkflow['credentials'][number] => ({
  name: shownCredential(credential),
  type: credential.type,
  as: credential.as,
  ...(credential.type === GENERIC
    ? {}
    : {
        note: `a generic OAuth2 credential stands in for it, since the addresses of ${credential.type} are fixed in n8n; what that type does in a way of its own is not tried`,
      }),
});

const settingNotes = ({ settings }: ExportedWorkflow): readonly string[] =>
  settings?.['errorWorkflow'] === undefined || settings['errorWorkflow'] === ''
    ? []
    : ['Its error workflow is not in the file: the run has an Error Trigger of its own instead.'];
