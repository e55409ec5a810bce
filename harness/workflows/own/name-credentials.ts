import { didYouMean } from '../../model/did-you-mean.ts';
import type { UsedCredential } from './used-credential.ts';
import { workflowFileError } from './workflow-file-error.ts';

/** An OAuth2 credential of the workflow, and what it is called in plans and histories. */
export interface NamedCredential extends UsedCredential {
  /** `main` for the one that the faults strike. */
  readonly as: string;
  /** Names of the nodes that use it. */
  readonly nodes: readonly string[];
}

/** How a credential is shown: by its name, or by its type where the export has no name. */
export const shownCredential = ({ name, type }: UsedCredential): string => name ?? type;

const keyOf = ({ type, id, name }: UsedCredential): string => `${type}\n${id ?? ''}\n${name ?? ''}`;

/** A name within the limits of a plan. */
const slugOf = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40) || 'credential';

/**
 * The credentials that nodes use, each once, in the order of the nodes. A node without id and name
 * of its credential shares it with all others of that type.
 * @param wanted name or id of the one that the faults strike; the first one without
 * @throws HarnessError `workflow-file-invalid` (exit 64) when there is no such credential
 */
export function nameCredentials(
  uses: readonly { readonly node: string; readonly credential: UsedCredential }[],
  wanted: string | undefined,
  shownAs: string,
): readonly NamedCredential[] {
  const byKey = new Map<string, { credential: UsedCredential; nodes: string[] }>();
  for (const { node, credential } of uses) {
    const known = byKey.get(keyOf(credential)) ?? { credential, nodes: [] };
    known.nodes.push(node);
    byKey.set(keyOf(credential), known);
  }
  const all = [...byKey.values()];
  const struck =
    wanted === undefined
      ? all[0]
      : all.find(({ credential: { id, name, type } }) =>
          [id, name, name === undefined ? type : undefined].includes(wanted),
        );
  if (struck === undefined) {
    const names = all.map(({ credential }) => shownCredential(credential));
    throw workflowFileError(
      shownAs,
      `no OAuth2 credential that can be rewired is named '${wanted ?? ''}'`,
      `${didYouMean(wanted ?? '', names).replace(/^\w/, (first) => first.toUpperCase())} It has: ${names.join(', ')}.`,
    );
  }
  const taken = new Set(['main', 'bystander', 'second', 'other']);
  return [struck, ...all.filter((one) => one !== struck)].map((one, index) => ({
    ...one.credential,
    nodes: one.nodes,
    as: index === 0 ? 'main' : unused(slugOf(shownCredential(one.credential)), taken),
  }));
}

function unused(slug: string, taken: Set<string>): string {
  let name = slug;
  for (let number = 2; taken.has(name); number += 1) name = `${slug}-${number}`;
  taken.add(name);
  return name;
}
