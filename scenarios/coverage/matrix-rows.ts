import { find, type CoverageRow, type CoverageSection } from '../../harness/index.ts';
import { AUTHENTICATIONS, CELLS, GRANTS } from '../grant-parts.ts';

const {
  credential,
  fault,
  named,
  needs,
  repeated,
  step,
  template,
  workflow,
  workflowsOnOneCredential,
} = find;

/** One row for each grant and authentication that go together, with all situations. */
const grantRows: readonly CoverageRow[] = Object.entries(
  Object.groupBy(CELLS, ({ grant, authentication }) => `${grant} ${authentication}`),
).flatMap(([, cells = []]) => {
  const [first] = cells;
  if (first === undefined) return [];
  return {
    what: `${GRANTS[first.grant].told}, ${AUTHENTICATIONS[first.authentication].told}`,
    by: cells.map(({ scenario }) => named(scenario)),
  };
});

/** The sides of n8n that a credential is used from. */
export const matrixRows: CoverageSection = {
  section: "n8n's side",
  themes: [
    {
      theme: 'grants and authentication',
      rows: [
        { what: 'Authorization code', by: [named('control/*')] },
        {
          what: 'PKCE, with a secret and without one',
          by: [credential({ grant: 'pkce' }), credential({ client: 'public' })],
        },
        { what: 'Client credentials', by: [credential({ grant: 'client-credentials' })] },
        {
          what: 'The secret in the header, in the body',
          by: [credential({ authentication: 'header' }), credential({ authentication: 'body' })],
        },
      ],
    },
    {
      theme: 'grant and authentication, when: expired, storm, no other method, encoding',
      rows: grantRows,
    },
    {
      theme: 'workflows',
      rows: [
        { what: 'One item, many items', by: [template('http-request'), workflow({ items: 4 })] },
        { what: 'Batching', by: [template('batching')] },
        { what: 'Pagination', by: [template('pagination')] },
        {
          what: 'A side effect, with an idempotency key',
          by: [template('idempotency-key'), workflow({ method: 'POST' })],
        },
        {
          what: 'Multipart and streamed uploads',
          by: [workflow({ body: 'multipart' }), template('upload', { as: 'multipart-file' })],
        },
        { what: 'A binary download', by: [template('download')] },
        { what: 'Never error, with the full response', by: [template('full-response')] },
        { what: 'Retry On Fail', by: [workflow({ retryOnFail: { maxTries: 3 } })] },
        {
          what: 'On Error: continue, error output',
          by: [named('workflow/on-error-continue'), named('workflow/on-error-output')],
        },
        {
          what: 'Several nodes and branches on one credential',
          by: [template('two-nodes'), template('two-branches')],
        },
        { what: 'Several workflows on one credential', by: [workflowsOnOneCredential(2)] },
        { what: 'Several expiries', by: [repeated('access-token/expired', 2)] },
        { what: 'Sub-workflow, loop', by: [template('sub-workflow'), template('loop')] },
        {
          what: 'A node with a credential type of its own',
          by: (
            [
              'gitlab',
              'nextcloud',
              'graphql',
              'mautic',
              'databricks',
              'azure-storage',
              'microsoft-entra',
              'microsoft-to-do',
            ] as const
          ).map((use) => template(use)),
        },
        {
          what: 'Schedule, poll, by hand',
          by: [template('schedule'), template('polling-trigger'), template('manual')],
        },
        { what: 'An error workflow', by: [template('error-workflow')] },
        {
          what: "A workflow of the user's own",
          elsewhere:
            '`oauth-chaos run --workflow FILE` puts it in the place of the main workflow of any scenario.',
        },
      ],
    },
    {
      theme: 'topologies',
      rows: [
        {
          what: 'One process, SQLite or Postgres',
          elsewhere: '`--topology single` and `--topology postgres`, for every scenario.',
        },
        { what: 'A queue with two workers', by: [needs('workers'), named('queue/*')] },
        {
          what: 'Two processes on one database',
          by: [fault('n8n/second-process'), step('inject', { fault: 'n8n/execute-command' })],
        },
      ],
    },
  ],
};
