import { didYouMean } from '../../model/did-you-mean.ts';
import type { Recognised } from './recognise-export.ts';
import { workflowFileError } from './workflow-file-error.ts';

const MOST_LISTED = 10;

type Candidate = Recognised['workflows'][number];

const nameOf = ({ value }: Candidate): string =>
  typeof value['name'] === 'string' ? value['name'] : '';

const idOf = ({ value }: Candidate): string =>
  typeof value['id'] === 'string' || typeof value['id'] === 'number' ? String(value['id']) : '';

const shown = (one: Candidate): string =>
  [
    nameOf(one) === '' ? 'without a name' : `'${nameOf(one)}'`,
    idOf(one) === '' ? '' : `(id ${idOf(one)})`,
  ]
    .filter((part) => part !== '')
    .join(' ');

const list = (candidates: readonly Candidate[]): string =>
  candidates.length > MOST_LISTED
    ? `${candidates.slice(0, MOST_LISTED).map(shown).join(', ')} and ${candidates.length - MOST_LISTED} more`
    : candidates.map(shown).join(', ');

/**
 * The one workflow of a file that is meant: the only one, or that of the name or id.
 * @throws HarnessError `workflow-file-invalid` (exit 64)
 */
export function chooseWorkflow(
  { workflows }: Recognised,
  wanted: string | undefined,
  shownAs: string,
): Candidate {
  const [only, ...others] = workflows;
  if (only === undefined)
    throw workflowFileError(shownAs, 'it has no workflow', 'Export at least one.');
  if (wanted === undefined) {
    if (others.length === 0) return only;
    throw workflowFileError(
      shownAs,
      `it has ${workflows.length} workflows: ${list(workflows)}`,
      `Say which: --workflow '${shownAs}#${nameOf(only) || idOf(only)}'`,
    );
  }
  const byId = workflows.filter((one) => idOf(one) === wanted);
  const found = byId.length > 0 ? byId : workflows.filter((one) => nameOf(one) === wanted);
  const [first, second] = found;
  if (first === undefined)
    throw workflowFileError(
      shownAs,
      `no workflow in it has the name or id '${wanted}'`,
      `${hint(wanted, workflows)}`,
    );
  if (second !== undefined)
    throw workflowFileError(
      shownAs,
      `${found.length} workflows in it are named '${wanted}': ${list(found)}`,
      'Give the id instead of the name.',
    );
  return first;
}

function hint(wanted: string, workflows: readonly Candidate[]): string {
  const guess = didYouMean(
    wanted,
    workflows.map(nameOf).filter((name) => name !== ''),
  );
  return `${guess.charAt(0).toUpperCase()}${guess.slice(1)}${guess.endsWith('?') ? '' : '.'} It has: ${list(workflows)}.`;
}
