import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HarnessError } from '../../model/error.ts';
import { readWorkflowFile } from './read-workflow-file.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (value: unknown, wanted?: string) =>
  readWorkflowFile(bytes(JSON.stringify(value)), wanted, 'mine.json');

/** The error of a file that is refused, as one text. */
function refusal(content: Uint8Array | string, wanted?: string): string {
  try {
    readWorkflowFile(typeof content === 'string' ? bytes(content) : content, wanted, 'mine.json');
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    expect(error).toMatchObject({ code: 'workflow-file-invalid', exitCode: 64 });
    return `${error.message}\n${error.hint ?? ''}`;
  }
  return 'not refused';
}

const refusalOf = (value: unknown, wanted?: string): string =>
  refusal(JSON.stringify(value), wanted);

const START = { name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} };
const WORKFLOW = { name: 'Mine', nodes: [START], connections: {} };

describe('the forms of an export', () => {
  it.each([
    ['a download of the editor', WORKFLOW, 'editor'],
    ['nodes that were copied', { nodes: [START], connections: {} }, 'clipboard'],
    ['n8n export:workflow --all', [WORKFLOW], 'cli'],
    ['a list of the public API', { data: [WORKFLOW], nextCursor: null }, 'api'],
    ['one workflow of the REST API', { data: WORKFLOW }, 'api'],
    ['a template of the library', { workflow: WORKFLOW }, 'api'],
  ])('%s is read', (_, value, form) => {
    expect(read(value)).toMatchObject({ form, of: 1, workflow: { nodes: [{ name: 'Start' }] } });
  });

  it.each([
    ['a byte order mark', Buffer.from(`\uFEFF${JSON.stringify(WORKFLOW)}`, 'utf8')],
    ['UTF-16 with one', Buffer.from(`\uFEFF${JSON.stringify(WORKFLOW)}`, 'utf16le')],
    ['UTF-16 without', Buffer.from(JSON.stringify(WORKFLOW), 'utf16le')],
    ['big-endian UTF-16', Buffer.from(`\uFEFF${JSON.stringify(WORKFLOW)}`, 'utf16le').swap16()],
  ])('text in %s is read', (_, content) => {
    expect(readWorkflowFile(content, undefined, 'mine.json').workflow.name).toBe('Mine');
  });

  it('takes the name of a credential of an old export for its name', () => {
    const node = { ...START, credentials: { oAuth2Api: 'My account' } };
    const [first] = read({ ...WORKFLOW, nodes: [node] }).workflow.nodes;
    expect(first?.credentials?.['oAuth2Api']).toEqual({ name: 'My account', id: undefined });
  });
});

describe('several workflows in a file', () => {
  const TWO = [
    { ...WORKFLOW, id: 'w1', name: 'Orders' },
    { ...WORKFLOW, id: 7, name: 'Invoices' },
  ];

  it('are chosen by name or id', () => {
    expect(read(TWO, 'Invoices').workflow.id).toBe('7');
    expect(read(TWO, 'w1').workflow.name).toBe('Orders');
    expect(read(TWO, '7')).toMatchObject({ of: 2, workflow: { name: 'Invoices' } });
  });

  it('are listed when none is chosen, or one that is not there', () => {
    expect(refusalOf(TWO)).toMatch(/has 2 workflows: 'Orders' \(id w1\), 'Invoices' \(id 7\)/);
    expect(refusalOf(TWO)).toContain("--workflow 'mine.json#Orders'");
    expect(refusalOf(TWO, 'Order')).toMatch(/name or id 'Order'[\s\S]*Did you mean 'Orders'/);
  });

  it('of one name need the id', () => {
    expect(refusalOf([TWO[0], { ...TWO[1], name: 'Orders' }], 'Orders')).toMatch(
      /2 workflows in it are named 'Orders'[\s\S]*Give the id/,
    );
  });
});

describe('what is no workflow is told as what it is', () => {
  it.each<readonly [string, Uint8Array | string, RegExp]>([
    ['nothing', '', /it is empty/],
    ['blanks', ' \n', /it is empty/],
    ['gzip', gzipSync(JSON.stringify(WORKFLOW)), /compressed with gzip[\s\S]*Unpack it/],
    ['an archive', Buffer.from('PK\u0003\u0004…'), /ZIP archive/],
    ['bytes', Buffer.from([0x7b, 0x22, 0xff, 0xc0, 0x22]), /no text in UTF-8 or UTF-16/],
    ['a page', '<!doctype html><title>Log in</title>', /a web page or XML[\s\S]*login page/],
    ['a pointer', 'version https://git-lfs.github.com/spec/v1\noid', /pointer of Git LFS/],
    ['YAML', 'name: Mine\nnodes: []', /it is YAML/],
    ['a conflict', '{\n<<<<<<< HEAD\n"a": 1\n=======\n', /marks of a merge conflict/],
    ['lines', '{"a":1}\n{"a":2}\n', /one JSON value a line/],
    ['half a file', '{"name": "Mine", "nodes": [{"na', /cut off: its JSON does not end/],
    [
      'a flaw',
      '{\n  "name": "Mine",\n  "nodes": [}\n}',
      /mine\.json:3:13: it is no JSON from there/,
    ],
  ])('%s', (_, content, says) => {
    expect(refusal(content)).toMatch(says);
  });

  it.each<readonly [string, unknown, RegExp]>([
    ['null', null, /it is null/],
    ['a number', 7, /it is a number/],
    ['JSON in a text', JSON.stringify(WORKFLOW), /it is a string[\s\S]*as a text/],
    ['an empty list', [], /an empty list/],
    ['an empty object', {}, /no list of nodes; it is an empty object/],
    ['nodes alone', [START], /nodes without their connections/],
    ['nodes that are none', { nodes: 'x' }, /nodes is a string, not a list/],
    ['an execution', { id: '1', workflowData: WORKFLOW }, /it is an execution/],
    ['an error', { errorMessage: 'x', n8nDetails: {} }, /text of an error/],
    ['a scenario', { name: 'a/b', plan: [], workflows: {} }, /it is a scenario/],
    ['results', { schemaVersion: 2, scenarios: [] }, /result of a run/],
    ['a package', { name: 'x', dependencies: {} }, /a package\.json/],
    ['an API', { openapi: '3.1.0' }, /OpenAPI/],
    ['a collection', { info: {}, item: [] }, /Postman/],
    ['a blueprint', { flow: [], metadata: {} }, /blueprint of Make/],
    ['a refusal', { message: 'unauthorized', code: 401 }, /an error that a server answered/],
    ['something else', { a: 1, b: 2 }, /no list of nodes; its members are a, b/],
    ['a list with something else', [WORKFLOW, 7], /\[1\] is a number, not a workflow/],
  ])('%s', (_, value, says) => {
    expect(refusalOf(value)).toMatch(says);
  });

  it('an export of credentials, of which nothing is repeated', () => {
    const secret = 'correct-horse-battery';
    const credential = { id: '1', name: 'CRM', type: 'oAuth2Api', data: { clientSecret: secret } };
    for (const value of [[credential], credential])
      expect(refusalOf(value)).toMatch(/it is an export of credentials/);
    expect(refusalOf([credential])).not.toContain(secret);
    expect(refusal(`[{"type":"oAuth2Api","data":{"clientSecret":"${secret}"}`)).not.toContain(
      secret,
    );
  });
});

describe('a workflow with flaws is refused with all of them', () => {
  it('names that stand twice, and connections and pinned data of nodes that are not there', () => {
    const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
    const said = refusalOf({
      nodes: [START, { ...START, name: 'Call API' }, START],
      connections: { Start: to('Call AP'), Begin: to('Call API') },
      pinData: { Gone: [] },
    });
    expect(said).toMatch(/: 4 problems\./);
    expect(said).toContain("nodes[2].name is 'Start', as nodes[0] is named");
    expect(said).toContain(
      "connections.Start.main[0][0].node is 'Call AP', and there is no such node; did you mean 'Call API'?",
    );
    expect(said).toContain('connections.Begin leads from a node that is not there');
    expect(said).toContain('pinData.Gone is pinned data of a node that is not there');
  });

  it('says where in a file of several', () => {
    const said = refusalOf({ data: [{ nodes: [{ name: 'A' }] }] });
    expect(said).toContain('data[0].nodes[0].type');
  });

  it('an empty one, and one that is nested too deep', () => {
    expect(refusalOf({ nodes: [] })).toContain('nodes is empty');
    const deep = `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`;
    expect(refusal(`{"nodes":[{"parameters":${deep}}]}`)).toMatch(/nested deeper than 200 levels/);
  });

  it('lists ten flaws at most', () => {
    const said = refusalOf({ nodes: Array.from({ length: 15 }, () => START) });
    expect(said).toMatch(/14 problems[\s\S]*and 4 more/);
  });
});

it('no JSON brings it down', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
      expect(refusal(text)).toContain('mine.json');
    }),
  );
});

it('no bytes bring it down', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (content) => {
      expect(refusal(content)).toContain('mine.json');
    }),
  );
});
