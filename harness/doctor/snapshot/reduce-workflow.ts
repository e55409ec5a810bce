import { isFields, textOf, type Fields } from './fields.ts';
import { secretPlaces } from './secret-places.ts';
import type { NodeCredential, NodeFacts, SecretPlace, WorkflowFacts } from './snapshot.ts';

/** Triggers of old versions whose names do not end as those of others do. */
const OTHER_TRIGGERS = /\.(webhook|cron|interval|emailReadImap|start)$/i;

/** Triggers that other workflows or people set off. */
const NOT_BY_ITSELF = /\.(manualTrigger|executeWorkflowTrigger|errorTrigger|start)$/i;

const ERROR_TRIGGER = /\.errorTrigger$/i;

const isTriggerType = (type: string): boolean =>
  /trigger$/i.test(type) || OTHER_TRIGGERS.test(type);

/** What `doctor` has to know of a workflow; undefined for one that was put into the archive. */
export function reduceWorkflow(workflow: Fields): WorkflowFacts | undefined {
  if (workflow['isArchived'] === true || workflow['isArchived'] === 1) return undefined;
  const raw = listOf(workflow['nodes']).filter(isFields);
  const nodes = raw.map(reduceNode);
  const running = nodes.filter(({ disabled }) => !disabled);
  const settings = isFields(workflow['settings']) ? workflow['settings'] : {};
  const errorWorkflow = textOf(settings['errorWorkflow']);
  const id = String(workflow['id'] ?? '');
  return {
    id,
    name: String(workflow['name'] ?? ''),
    active: workflow['active'] === true || workflow['active'] === 1,
    startsByItself: running.some(({ type, isTrigger }) => isTrigger && !NOT_BY_ITSELF.test(type)),
    isErrorWorkflow: running.some(({ type }) => ERROR_TRIGGER.test(type)),
    errorWorkflow: errorWorkflow === 'DEFAULT' ? undefined : errorWorkflow,
    publishedDiffers:
      textOf(workflow['activeVersionId']) !== undefined &&
      workflow['activeVersionId'] !== workflow['versionId'],
    nodes,
    secrets: [
      ...raw.flatMap(secretsOf),
      ...secretsOfPins(workflow['pinData']),
      ...secretPlaces(workflow['staticData'], 'staticData').map((found) => ({
        ...found,
        node: undefined,
      })),
    ],
  };
}

function reduceNode(node: Fields): NodeFacts {
  const type = String(node['type'] ?? '');
  const onError = textOf(node['onError']);
  return {
    name: String(node['name'] ?? ''),
    type,
    isTrigger: isTriggerType(type),
    disabled: node['disabled'] === true,
    credentials: isFields(node['credentials'])
      ? Object.entries(node['credentials']).map(([of, value]) => reduceReference(of, value))
      : [],
    retryOnFail: node['retryOnFail'] === true,
    goesOnAfterError:
      node['continueOnFail'] === true || (onError !== undefined && onError !== 'stopWorkflow'),
  };
}

function reduceReference(type: string, value: unknown): NodeCredential {
  if (!isFields(value)) return { type, id: undefined, name: String(value) };
  const { id, name } = value;
  return {
    type,
    id: typeof id === 'string' || typeof id === 'number' ? String(id) : undefined,
    name: String(name ?? ''),
  };
}

const secretsOf = (node: Fields): readonly SecretPlace[] =>
  ['parameters', 'notes']
    .flatMap((part) => secretPlaces(node[part], part))
    .map((found) => ({ ...found, node: String(node['name'] ?? '') }));

/** Data of an execution that somebody pinned is part of the workflow, by the node's name. */
const secretsOfPins = (pins: unknown): readonly SecretPlace[] =>
  isFields(pins)
    ? Object.entries(pins).flatMap(([node, data]) =>
        secretPlaces(data, 'pinData').map((found) => ({ ...found, node })),
      )
    : [];

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
