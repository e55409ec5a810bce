import type { N8nNode } from '../parts/nodes.ts';
import type { NodeDecision } from './decide-fates.ts';
import type { ExportedWorkflow } from './exported-workflow.ts';
import type { NamedCredential } from './name-credentials.ts';
import { keptNode, positionOf, rewiredNode } from './rewired-node.ts';
import { gives, passesOn, type Given } from './stand-ins.ts';
import { withoutSecrets } from './without-secrets.ts';
import { startItems, type Items } from './workflow-input.ts';

/** What the nodes of the rewired workflow are made from. */
export interface Material {
  readonly workflow: ExportedWorkflow;
  readonly decisions: readonly NodeDecision[];
  readonly credentials: readonly NamedCredential[];
  /** Names of the nodes that are rewired, in the order of their numbers, from 1. */
  readonly callers: readonly string[];
  readonly input: Items | undefined;
  /** Hears what was changed beside the nodes themselves. */
  readonly note: (text: string) => void;
}

/** What stands in the rewired workflow for each node of the original; nothing for one left out. */
export const buildNodes = (material: Material): ReadonlyMap<string, Given> =>
  new Map(
    material.decisions.flatMap((decision) => {
      const built = build(decision, material);
      return built === undefined ? [] : [[decision.node, built] as const];
    }),
  );

function build(decision: NodeDecision, material: Material): Given | undefined {
  const { exported, node: name, fate } = decision;
  const place = { name, position: positionOf(exported) };
  const alone = (node: N8nNode): Given => ({ entry: name, nodes: [node] });
  const parameters = () =>
    withoutSecrets(exported.parameters, (path) =>
      material.note(`A value that looks like a secret was taken out of '${name}': ${path}.`),
    );
  switch (fate) {
    case 'started':
      return begins(decision, material);
    case 'kept':
      return alone(keptNode(exported, parameters()));
    case 'rewired':
      return alone(
        rewiredNode(exported, parameters(), {
          number: material.callers.indexOf(name) + 1,
          credential: material.credentials.find(({ nodes }) => nodes.includes(name))?.as ?? 'main',
          note: material.note,
        }),
      );
    case 'pinned':
      return gives(place, pinnedOf(name, material) ?? []);
    case 'passed over':
      return alone(passesOn(place));
    case 'left out':
      return undefined;
  }
}

/** The place of the trigger, where the data comes from with which the run starts. */
function begins({ exported, node }: NodeDecision, material: Material): Given {
  const { items, from } = startItems(exported, pinnedOf(node, material), material.input);
  material.note(
    `'${node}' is started by a webhook of the run, and gives ${items.length} item${items.length === 1 ? '' : 's'} of ${from}.`,
  );
  return gives(
    { name: node, position: positionOf(exported) },
    withoutSecrets(items, (path) =>
      material.note(
        `A value that looks like a secret was taken out of the data of '${node}': ${path}.`,
      ),
    ),
  );
}

/** The pinned data of a node, without secrets and files. */
function pinnedOf(name: string, { workflow, note }: Material): Items | undefined {
  const pinned = workflow.pinData?.[name];
  if (pinned === undefined) return undefined;
  if (pinned.some((item) => item['binary'] !== undefined))
    note(`Files in the pinned data of '${name}' are left out.`);
  return withoutSecrets(
    pinned.map(({ json }) => json ?? {}),
    (path) =>
      note(
        `A value that looks like a secret was taken out of the pinned data of '${name}': ${path}.`,
      ),
  );
}
