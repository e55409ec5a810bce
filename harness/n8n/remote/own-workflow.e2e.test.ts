import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { Results } from '../../model/results.ts';
import { chain, connectionsOf } from '../../workflows/parts/nodes.ts';
import { ProgramOnStaging } from './testing/program-on-staging.ts';

/** A scenario whose plan takes no time, and refreshes. */
const SCENARIO = 'access-token/short-lived';

let program: ProgramOnStaging;

beforeAll(async () => {
  program = await ProgramOnStaging.prepare('own-workflow-e2e');
});
afterEach(() => program?.kill());
afterAll(() => program?.[Symbol.asyncDispose]());

type Node = Readonly<Record<string, unknown>> & { readonly name: string };

const node = (name: string, type: string, parameters: object, more: object = {}): Node => ({
  id: name,
  name,
  type: `n8n-nodes-base.${type}`,
  typeVersion: 1,
  position: [0, 0],
  parameters,
  ...more,
});

const START = node('Start', 'manualTrigger', {});

/** A node that calls an API with an OAuth2 credential, and the secret that somebody typed there. */
const call = (name: string, url: string, credential: string): Node =>
  node(
    name,
    'httpRequest',
    { url, authentication: 'genericCredentialType', genericAuthType: 'oAuth2Api', options: {} },
    { typeVersion: 4.2, credentials: { oAuth2Api: { id: credential, name: credential } } },
  );

/** Writes an export of n8n's editor, in which the nodes of each chain follow each other. */
function exported(file: string, chains: readonly (readonly Node[])[]): string {
  const connections = connectionsOf(
    chains.flatMap((following) => chain(...following.map(({ name }) => name))),
  );
  const nodes = [...new Set(chains.flat())];
  const text = JSON.stringify({ name: file, nodes, connections, settings: {} });
  writeFileSync(join(program.directory, file), text);
  return text;
}

/** Runs a scenario with an exported workflow, and reads what stands in its results. */
async function runWith(file: string): Promise<{
  readonly code: number | null;
  readonly out: string;
  readonly results: Results;
}> {
  const output = file.replace('.json', '');
  const what = ['run', SCENARIO, '--workflow', file, '--seed', '1'];
  const where = [...program.n8n, '--i-own-this-instance', '--output', output];
  const run = program.start(...what, ...where, '--reporter', 'no-html');
  const code = await run.code;
  const results = JSON.parse(
    readFileSync(join(program.directory, output, 'results.json'), 'utf8'),
  ) as Results;
  return { code, out: run.out().replaceAll(/\s+/g, ' '), results };
}

it('a workflow with several OAuth2 credentials calls the provider with one of its own for each', async () => {
  exported('several.json', [
    [
      START,
      call('List contacts', 'https://api.crm.example/contacts?key=sk_live_1234567890', 'CRM'),
      node('Tell the team', 'slack', { text: 'done' }),
      call('Update deal', 'https://api.deals.example/deals/7', 'Deals'),
    ],
    [START, call('Book', 'https://api.books.example/entries', 'Books')],
  ]);
  const { code, out, results } = await runWith('several.json');
  expect(code, out).toBe(0);
  expect(results).toMatchObject({ totals: { pass: 1 } });
  const own = results.ownWorkflow;
  const told = new Map(own?.nodes.map((one) => [one.node, one]));
  expect([...told].map(([name, { fate, calls }]) => [name, fate, calls])).toEqual(
    expect.arrayContaining([
      ['Start', 'started', undefined],
      ['List contacts', 'rewired', 1],
      ['Tell the team', 'passed over', undefined],
      ['Update deal', 'rewired', 1],
      ['Book', 'rewired', 1],
    ]),
  );
  expect(own?.credentials.map(({ name, as }) => [name, as])).toEqual(
    expect.arrayContaining([
      ['CRM', 'main'],
      ['Deals', expect.not.stringMatching(/^main$/)],
      ['Books', expect.not.stringMatching(/^main$/)],
    ]),
  );
  expect(out).toContain("Calls in each run: 'List contacts' 1, ");
  expect(JSON.stringify(results) + out).not.toContain('sk_live_');
  await program.expectUntouched();
});

it('a workflow of 5 MB and 2,002 nodes runs like any other', async () => {
  const pad = 'x'.repeat(2_600);
  const chains = Array.from({ length: 40 }, (_, chain) => [
    START,
    ...Array.from({ length: 50 }, (_step, at) =>
      node(`Note ${chain}.${at}`, 'set', { values: { string: [{ name: 'note', value: pad }] } }),
    ),
    ...(chain === 0 ? [call('Ask', 'https://api.example/items', 'API')] : []),
  ]);
  const text = exported('large.json', chains);
  expect(text.length).toBeGreaterThan(5_000_000);
  const { code, out, results } = await runWith('large.json');
  expect(code, out).toBe(0);
  expect(results).toMatchObject({ totals: { pass: 1 } });
  const fates = Map.groupBy(results.ownWorkflow?.nodes ?? [], ({ fate }) => fate);
  expect(fates.get('rewired')?.map(({ node: name, calls }) => [name, calls])).toEqual([['Ask', 1]]);
  expect(fates.get('kept')).toHaveLength(2_000);
  await program.expectUntouched();
});

it('a workflow with a type of node that does not exist is refused, and names it', async () => {
  exported('unknown.json', [
    [START, call('Ask', 'https://api.example/items', 'API'), node('Foretell', 'httpRequests', {})],
  ]);
  const { code, out, results } = await runWith('unknown.json');
  expect(code, out).toBe(64);
  expect(out).toContain(
    "'Foretell' has the type n8n-nodes-base.httpRequests; did you mean 'n8n-nodes-base.httpRequest'?",
  );
  expect(results).toMatchObject({ exitCode: 64, scenarios: [], totals: { notRun: 1 } });
  await program.expectUntouched();
});

it('a workflow that n8n cannot even start is told in n8n’s words, and at once', async () => {
  exported('deep.json', [
    [
      START,
      ...Array.from({ length: 10_000 }, (_, at) => node(`Step ${at}`, 'noOp', {})),
      call('Ask', 'https://api.example/items', 'API'),
    ],
  ]);
  const { code, out, results } = await runWith('deep.json');
  expect(code, out).toBe(64);
  expect(out).toContain('it fails without any fault: Maximum call stack size exceeded.');
  expect(results).toMatchObject({ exitCode: 64, scenarios: [] });
  await program.expectUntouched();
});
