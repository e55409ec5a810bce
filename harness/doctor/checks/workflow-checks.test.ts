import { describe, expect, it } from 'vitest';
import { fact, withheld } from '../snapshot/fact.ts';
import { alarm, look, node, workflow } from '../testing/sample-snapshot.ts';
import { errorWorkflowSet } from './error-workflow-set.ts';
import { noSecretInWorkflow } from './no-secret-in-workflow.ts';
import { retryOnFail } from './retry-on-fail.ts';

type WorkflowMore = NonNullable<Parameters<typeof workflow>[0]>;

const of = (...workflows: readonly ReturnType<typeof workflow>[]) => ({
  workflows: fact(workflows),
});

describe('retry-on-fail', () => {
  const nodeOf = (more: Parameters<typeof node>[0]) => of(workflow({ nodes: [node(more)] }));

  it('misses it where an error ends the execution', () => {
    expect(look(retryOnFail, nodeOf({ retryOnFail: false })).found).toMatchObject([
      { severity: 'warning', where: { workflow: { id: 'w1', name: 'Invoices' }, node: 'Get' } },
    ]);
  });

  it.each([
    { goesOnAfterError: true },
    { disabled: true },
    { isTrigger: true },
    { credentials: [{ type: 'httpHeaderAuth', id: 'h1', name: 'Header' }] },
  ])('asks for none: %j', (more) => {
    expect(look(retryOnFail, nodeOf({ retryOnFail: false, ...more })).found).toEqual([]);
  });
});

describe('no-secret-in-workflow', () => {
  it('says where, and what to do', () => {
    const place = {
      node: 'Get',
      path: 'parameters.url',
      kind: 'literal',
      what: 'a token',
    } as const;
    const printed = { ...place, kind: 'expression', what: 'a field of a credential' } as const;
    const { found } = look(noSecretInWorkflow, of(workflow({ secrets: [place, printed] })));
    const where = {
      workflow: { id: 'w1', name: 'Invoices' },
      node: 'Get',
      parameter: 'parameters.url',
    };
    expect(found).toMatchObject([
      { severity: 'error', what: 'It seems to be a token, in clear text.', where },
      { severity: 'error', what: 'An expression prints a field of a credential.', where },
    ]);
  });
});

describe('error-workflow-set', () => {
  const set = (own: WorkflowMore, called?: ReturnType<typeof workflow>, version = '2.41.1') =>
    look(errorWorkflowSet, {
      version: fact(version),
      ...of(workflow(own), ...(called === undefined ? [] : [called])),
    });

  it.each([
    ['is not set', { errorWorkflow: undefined }, alarm(), 'warning', /No error workflow is set/],
    ['is not there', { errorWorkflow: 'gone' }, alarm(), 'error', /is not there/],
    ['has no trigger', {}, alarm({ isErrorWorkflow: false }), 'error', /no Error Trigger/],
    ['is not published', {}, alarm({ active: false }), 'error', /is not published/],
  ] as const)('%s', (_, own, called, severity, says) => {
    expect(set(own, called).found).toMatchObject([
      {
        severity,
        what: expect.stringMatching(says),
        where: { workflow: { id: 'w1', name: 'Invoices' } },
      },
    ]);
  });

  it('n8n 1 calls one that is not active; without a version nobody knows', () => {
    const asleep = alarm({ active: false });
    expect(set({}, asleep, '1.123.81').found).toEqual([]);
    const unknown = look(errorWorkflowSet, {
      version: withheld('an export does not say'),
      ...of(workflow(), asleep),
    });
    expect(unknown).toMatchObject({
      lookedAt: 0,
      found: [],
      unseen: [{ what: 'error workflow "Alarm", which is not published' }],
    });
  });

  it.each([{ startsByItself: false }, { isErrorWorkflow: true }, { nodes: [] }])(
    'asks for none: %j',
    (more) => {
      const { found } = look(errorWorkflowSet, of(workflow({ errorWorkflow: undefined, ...more })));
      expect(found).toEqual([]);
    },
  );
});
