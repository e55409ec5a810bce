import { describe, expect, it } from 'vitest';
import { takeAsItIs } from './as-it-is.ts';
import { exportedWorkflowSchema } from './exported-workflow.ts';

const workflow = exportedWorkflowSchema.parse({
  name: 'Orders',
  nodes: [
    { name: 'Note', type: 'n8n-nodes-base.stickyNote' },
    { name: 'Every hour', type: 'n8n-nodes-base.scheduleTrigger' },
    { name: 'By hand', type: 'n8n-nodes-base.manualTrigger', disabled: true },
    {
      name: 'Acme',
      type: 'CUSTOM.acme',
      typeVersion: 2,
      retryOnFail: true,
      parameters: { url: '{{api}}' },
      credentials: { acmeOAuth2Api: { id: '7', name: 'mine' } },
    },
    { name: 'If', type: 'n8n-nodes-base.if' },
    { name: 'No', type: 'n8n-nodes-base.noOp' },
  ],
  connections: {
    'Every hour': { main: [[{ node: 'Acme' }]] },
    'By hand': { main: [[{ node: 'Acme' }]] },
    Acme: { main: [[{ node: 'If' }]] },
    If: { main: [[], [{ node: 'No', index: 1 }]] },
  },
  settings: { timezone: 'Europe/Oslo', errorWorkflow: '9' },
});
const credentials = { acmeOAuth2Api: { id: 'c1', name: 'main' } };
const options = { shownAs: 'orders.json', credentials };

describe('takeAsItIs', () => {
  const plan = takeAsItIs(workflow, options);

  it('replaces the trigger, under its name, and keeps all other nodes as they are', () => {
    expect(plan.n8n.nodes.map(({ name, type }) => `${String(name)}: ${String(type)}`)).toEqual([
      'oauth-chaos start: n8n-nodes-base.webhook',
      'Every hour: n8n-nodes-base.splitOut',
      'Acme: CUSTOM.acme',
      'If: n8n-nodes-base.if',
      'No: n8n-nodes-base.noOp',
      'oauth-chaos errors: n8n-nodes-base.errorTrigger',
    ]);
    expect(plan.n8n.nodes[2]).toMatchObject({
      typeVersion: 2,
      retryOnFail: true,
      parameters: { url: '{{api}}' },
      credentials,
    });
    expect(plan.n8n.connections).toEqual({
      'oauth-chaos start': { main: [[{ node: 'Every hour', type: 'main', index: 0 }]] },
      'Every hour': { main: [[{ node: 'Acme', type: 'main', index: 0 }]] },
      Acme: { main: [[{ node: 'If', type: 'main', index: 0 }]] },
      If: { main: [[], [{ node: 'No', type: 'main', index: 1 }]] },
    });
  });

  it('keeps settings but the error workflow, and every execution', () => {
    expect(plan.n8n.settings).toMatchObject({
      timezone: 'Europe/Oslo',
      saveDataSuccessExecution: 'all',
    });
    expect(plan.n8n.settings).not.toHaveProperty('errorWorkflow');
  });

  it('knows the node that reads the API only where somebody says which', () => {
    expect(plan.apiNodes).toEqual([]);
    expect(takeAsItIs(workflow, { ...options, reader: 'Acme' }).apiNodes).toMatchObject([
      { name: 'Acme', calls: [{ method: 'GET', path: '/items/{{item}}', part: '' }] },
    ]);
  });

  it('gives nodes that were copied without a trigger a start of their own', () => {
    const { nodes, connections } = takeAsItIs(
      exportedWorkflowSchema.parse({ nodes: [{ name: 'Set', type: 'n8n-nodes-base.set' }] }),
      options,
    ).n8n;
    expect(nodes.map(({ name }) => name)).toContain('Set');
    expect(connections).toMatchObject({
      'Split Out': { main: [[{ node: 'Set', type: 'main', index: 0 }]] },
    });
  });

  it('says which credential is missing, and how to give it', () => {
    expect(() => takeAsItIs(workflow, { ...options, credentials: {} })).toThrow(
      expect.objectContaining({
        code: 'credential-not-given',
        message:
          "Could not use workflow orders.json: its node 'Acme' needs a credential of the type acmeOAuth2Api.",
        hint: "Give one: n8n.createWorkflow(…, await n8n.connect({ type: 'acmeOAuth2Api' }))",
      }),
    );
  });

  it('refuses a workflow that nothing starts', () => {
    const circle = exportedWorkflowSchema.parse({
      nodes: [{ name: 'A', type: 'n8n-nodes-base.set' }],
      connections: { A: { main: [[{ node: 'A' }]] } },
    });
    expect(() => takeAsItIs(circle, options)).toThrow(/nothing starts it/);
  });
});
