import { workflowFileError } from './workflow-file-error.ts';

type Members = Readonly<Record<string, unknown>>;

/** In which form a file holds workflows. */
export const FORMS = {
  editor: 'a download of the editor',
  clipboard: 'nodes copied in the editor',
  cli: 'an export of n8n export:workflow',
  api: 'an answer of the public API',
} as const;
export type ExportForm = keyof typeof FORMS;

/** The workflows in a file, not checked yet, and where in the file each stands. */
export interface Recognised {
  readonly form: ExportForm;
  readonly workflows: readonly { readonly value: Members; readonly path: string }[];
}

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const has = (value: Members, ...names: readonly string[]): boolean =>
  names.every((name) => Object.hasOwn(value, name));

const isNode = (value: unknown): boolean =>
  isMembers(value) && typeof value['type'] === 'string' && has(value, 'parameters');

/** JSON that is no workflow: what it is, and what to do. The first that fits counts. */
const OTHERS: readonly {
  readonly is: (value: Members) => boolean;
  readonly what: string;
  readonly hint: string;
}[] = [
  {
    is: (value) =>
      has(value, 'data', 'type') && !has(value, 'nodes') && !has(value, 'workflowData'),
    what: 'it is an export of credentials, not of a workflow',
    hint: 'No credential is needed: the run makes its own. Treat this file as a secret, and export the workflow: n8n export:workflow.',
  },
  {
    is: (value) => has(value, 'workflowData') || has(value, 'resultData'),
    what: 'it is an execution, not a workflow',
    hint: 'Open the workflow itself in the editor, and download it: menu ⋯ → Download.',
  },
  {
    is: (value) =>
      has(value, 'errorMessage') && (has(value, 'n8nDetails') || has(value, 'errorDetails')),
    what: 'it is the text of an error that the editor copied',
    hint: 'Download the workflow in which the error came: menu ⋯ → Download.',
  },
  {
    is: (value) => has(value, 'plan', 'workflows'),
    what: 'it is a scenario, not a workflow',
    hint: 'Give it without --workflow: oauth-chaos run my-scenario.json',
  },
  {
    is: (value) => has(value, 'schemaVersion', 'scenarios'),
    what: 'it is the result of a run',
    hint: 'oauth-chaos report shows it.',
  },
  {
    is: (value) =>
      has(value, 'dependencies') || has(value, 'devDependencies') || has(value, 'scripts'),
    what: 'it is a package.json',
    hint: 'Give the file that n8n exported.',
  },
  {
    is: (value) => has(value, 'openapi') || has(value, 'swagger'),
    what: 'it is a description of an API (OpenAPI)',
    hint: 'Give the file that n8n exported.',
  },
  {
    is: (value) => isMembers(value['info']) && has(value, 'item'),
    what: 'it is a Postman collection',
    hint: 'Give the file that n8n exported.',
  },
  {
    is: (value) => has(value, 'flow', 'metadata'),
    what: 'it is a blueprint of Make',
    hint: 'Give the file that n8n exported.',
  },
  {
    is: (value) => has(value, 'message') && (has(value, 'code') || has(value, 'status')),
    what: 'it is an error that a server answered',
    hint: 'Look at the key and the address with which it was downloaded.',
  },
];

/**
 * Finds the workflows in what a file holds.
 * @throws HarnessError `workflow-file-invalid` (exit 64) that says what it is instead
 */
export function recogniseExport(value: unknown, shownAs: string): Recognised {
  if (Array.isArray(value)) return listed(value, shownAs, 'cli', '');
  if (!isMembers(value)) throw workflowFileError(shownAs, `it is ${kindOf(value)}`, hintFor(value));
  if (Array.isArray(value['nodes'])) {
    const form = has(value, 'name') ? 'editor' : 'clipboard';
    return { form, workflows: [{ value, path: '' }] };
  }
  const { data, workflow } = value;
  if (Array.isArray(data)) return listed(data, shownAs, 'api', 'data');
  for (const [inner, path] of [
    [data, 'data'],
    [workflow, 'workflow'],
  ] as const)
    if (isMembers(inner) && Array.isArray(inner['nodes']))
      return { form: 'api', workflows: [{ value: inner, path }] };
  if (has(value, 'nodes'))
    throw workflowFileError(
      shownAs,
      `nodes is ${kindOf(value['nodes'])}, not a list`,
      'Export it again: in the editor, menu ⋯ → Download.',
    );
  throw noWorkflow(value, shownAs);
}

function listed(
  values: readonly unknown[],
  shownAs: string,
  form: ExportForm,
  within: string,
): Recognised {
  if (values.length === 0)
    throw workflowFileError(shownAs, 'it is an empty list', 'Export at least one workflow.');
  if (values.every(isNode))
    throw workflowFileError(
      shownAs,
      'it is a list of nodes without their connections',
      'Copy the nodes in the editor (Ctrl+C): that has the connections, too.',
    );
  return {
    form,
    workflows: values.map((value, index) => {
      const path = `${within}[${index}]`;
      if (!isMembers(value))
        throw workflowFileError(
          shownAs,
          `${path} is ${kindOf(value)}, not a workflow`,
          'Take it out.',
        );
      if (!Array.isArray(value['nodes'])) throw noWorkflow(value, shownAs, path);
      return { value, path };
    }),
  };
}

function noWorkflow(value: Members, shownAs: string, path = ''): Error {
  const other = OTHERS.find(({ is }) => is(value));
  const at = path === '' ? '' : ` (at ${path})`;
  if (other !== undefined) return workflowFileError(shownAs, `${other.what}${at}`, other.hint);
  const names = Object.keys(value).slice(0, 5);
  return workflowFileError(
    shownAs,
    `it has no list of nodes${at}${names.length === 0 ? '; it is an empty object' : `; its members are ${names.join(', ')}`}`,
    'Export the workflow: in the editor, menu ⋯ → Download, or n8n export:workflow --id=…',
  );
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

const hintFor = (value: unknown): string =>
  typeof value === 'string' && /^\s*[[{]/.test(value)
    ? 'JSON stands in it as a text; write down that text itself.'
    : 'Give the file that n8n exported.';
