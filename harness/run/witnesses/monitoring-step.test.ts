import { expect, it } from 'vitest';
import { samplePlan } from '../../testing/sample-plan.ts';
import { withMonitoringStep } from './monitoring-step.ts';

const URL = 'http://127.0.0.1:1/monitoring';
const TRIGGER = { name: 'Told', type: 'n8n-nodes-base.errorTrigger' };
const OTHER = { name: 'Call API', type: 'n8n-nodes-base.httpRequest' };

const workflow = (nodes: readonly object[], connections = {}) =>
  ({ nodes, connections, settings: {} }) as unknown as ReturnType<typeof samplePlan>['n8n'];

const nodesOf = (n8n: { readonly nodes: readonly object[] } | undefined) =>
  n8n?.nodes.map((node) => (node as { readonly name: string }).name);

it('stands behind the Error Trigger, and calls monitoring', () => {
  const { n8n } = withMonitoringStep({ ...samplePlan(), n8n: workflow([TRIGGER, OTHER]) }, URL);
  expect(nodesOf(n8n)).toEqual(['Told', 'Call API', 'Monitoring Report', 'Monitoring Call']);
  expect(n8n.connections).toEqual({
    Told: { main: [[{ node: 'Monitoring Report', type: 'main', index: 0 }]] },
    'Monitoring Report': { main: [[{ node: 'Monitoring Call', type: 'main', index: 0 }]] },
  });
  expect(n8n.nodes.at(-1)).toMatchObject({
    parameters: { method: 'POST', url: URL },
    onError: 'continueRegularOutput',
  });
});

it('leaves what stands there already', () => {
  const before = { node: 'Message', type: 'main', index: 0 };
  const { n8n } = withMonitoringStep(
    { ...samplePlan(), n8n: workflow([TRIGGER], { Told: { main: [[before]] } }) },
    URL,
  );
  expect(n8n.connections['Told']).toEqual({
    main: [[before, { node: 'Monitoring Report', type: 'main', index: 0 }]],
  });
});

it('is in the error workflow apart, where there is one', () => {
  const plan = {
    ...samplePlan(),
    n8n: workflow([OTHER]),
    errorWorkflow: workflow([TRIGGER]),
  };
  const monitored = withMonitoringStep(plan, URL);
  expect(monitored.n8n).toEqual(plan.n8n);
  expect(nodesOf(monitored.errorWorkflow)).toEqual([
    'Told',
    'Monitoring Report',
    'Monitoring Call',
  ]);
});

it('is nowhere without an Error Trigger', () => {
  const plan = { ...samplePlan(), n8n: workflow([OTHER]) };
  expect(withMonitoringStep(plan, URL)).toEqual(plan);
});
