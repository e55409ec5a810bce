import { IS_DISABLED, type OwnWorkflow } from '../../model/own-workflow.ts';
import type { Beginning } from './choose-trigger.ts';
import type { ExportedNode, ExportedWorkflow } from './exported-workflow.ts';
import { shownCredential, type NamedCredential } from './name-credentials.ts';
import { CALLERS, isErrorTrigger, isNote, isTrigger, whyOutside } from './node-kinds.ts';
import { isHostUnknown, shownUrl } from './rewired-url.ts';
import { usedOAuth2, type UsedCredential } from './used-credential.ts';

type Told = OwnWorkflow['nodes'][number];

/** What becomes of a node, and what the rewiring has to know for it. */
export type NodeDecision = Told & { readonly exported: ExportedNode };

/** The URL that a node calls; empty when it has none. */
const urlOf = ({ type, parameters }: ExportedNode): string => {
  const url = parameters[CALLERS[type] ?? ''];
  return typeof url === 'string' ? url : '';
};

/** True for a node that is rewired: it calls an API with OAuth2, and its URL can be set. */
const isCaller = (node: ExportedNode): boolean =>
  CALLERS[node.type] !== undefined && node.disabled !== true && usedOAuth2(node) !== undefined;

/** The uses of credentials by nodes that are rewired, in the order in which the nodes run. */
export const usesOf = (
  { nodes }: ExportedWorkflow,
  { reached }: Beginning,
): readonly { readonly node: string; readonly credential: UsedCredential }[] => {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  return reached.flatMap((name) => {
    const node = byName.get(name);
    const credential = node === undefined ? undefined : usedOAuth2(node);
    return node === undefined || credential === undefined || !isCaller(node)
      ? []
      : [{ node: name, credential }];
  });
};

/** Decides of each node, in the order of the file, what becomes of it. */
export function decideFates(
  workflow: ExportedWorkflow,
  beginning: Beginning,
  credentials: readonly NamedCredential[],
): readonly NodeDecision[] {
  const reached = new Set(beginning.reached);
  return workflow.nodes.map((exported) => ({
    node: exported.name,
    type: exported.type,
    version: exported.typeVersion,
    exported,
    ...fateOf(exported, { workflow, beginning, reached, credentials }),
  }));
}

interface Surroundings {
  readonly workflow: ExportedWorkflow;
  readonly beginning: Beginning;
  readonly reached: ReadonlySet<string>;
  readonly credentials: readonly NamedCredential[];
}

type Fate = Omit<Told, 'node' | 'type' | 'version'>;

function fateOf(node: ExportedNode, around: Surroundings): Fate {
  if (isNote(node)) return { fate: 'left out', because: 'it is a note' };
  if (around.beginning.isTrigger && node === around.beginning.first) return { fate: 'started' };
  if (isErrorTrigger(node))
    return { fate: 'left out', because: 'the run has an Error Trigger of its own' };
  if (isTrigger(node))
    return {
      fate: 'left out',
      because: `the run starts from '${around.beginning.first.name}', and a workflow has one start`,
    };
  if (!around.reached.has(node.name))
    return {
      fate: 'left out',
      because: `no item reaches it from '${around.beginning.first.name}'`,
    };
  return isCaller(node) ? callerFate(node, around) : otherFate(node, around);
}

function callerFate(node: ExportedNode, { credentials }: Surroundings): Fate {
  const credential = credentials.find(({ nodes }) => nodes.includes(node.name));
  const url = urlOf(node);
  return {
    fate: 'rewired',
    was: shownUrl(url),
    ...(credential === undefined ? {} : { credential: shownCredential(credential) }),
    ...(isHostUnknown(url)
      ? { because: 'its host comes from data; whatever it becomes, the call goes to the provider' }
      : {}),
  };
}

function otherFate(node: ExportedNode, { workflow }: Surroundings): Fate {
  if (node.disabled === true) return { fate: 'passed over', because: IS_DISABLED };
  const why = whyOutside(node);
  const oauth = usedOAuth2(node);
  const because =
    oauth === undefined || why === undefined
      ? why
      : `${why}; its credential '${shownCredential(oauth)}' is not tried, since the addresses of the node are fixed in n8n`;
  if (because === undefined) return { fate: 'kept' };
  const uses = oauth === undefined ? predefinedTypeOf(node) : undefined;
  return {
    fate: isPinned(workflow, node.name) ? 'pinned' : 'passed over',
    because,
    ...(uses === undefined ? {} : { uses }),
  };
}

/** The type of the predefined credential with which HTTP Request calls. */
function predefinedTypeOf({ parameters }: ExportedNode): string | undefined {
  const { authentication, nodeCredentialType } = parameters;
  return authentication === 'predefinedCredentialType' && typeof nodeCredentialType === 'string'
    ? nodeCredentialType
    : undefined;
}

/** True when an export has pinned data of a node. */
const isPinned = ({ pinData }: ExportedWorkflow, name: string): boolean =>
  pinData?.[name] !== undefined;
