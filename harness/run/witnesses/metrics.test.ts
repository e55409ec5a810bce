import { expect, it, test } from 'vitest';
import { bareRun } from '../../testing/bare-run.ts';
import { changedClient } from '../../testing/changed-client.ts';
import { samplePlan } from '../../testing/sample-plan.ts';
import type { ScenarioRun } from '../scenario-run.ts';
import { failuresCounted, lookAtMetrics } from './metrics.ts';

const METRICS = `# HELP n8n_workflow_failed_total Total number of n8n.workflow.failed events.
# TYPE n8n_workflow_failed_total counter
n8n_workflow_failed_total{workflow_id="w1"} 2
n8n_workflow_failed_total{workflow_id="w2"} 5
n8n_workflow_success_total{workflow_id="w1"} 9
n8n_workflow_execution_duration_seconds_bucket{le="1",status="failed",workflow_id="w1"} 2
n8n_workflow_execution_duration_seconds_count{status="failed",workflow_id="w1"} 2
process_cpu_seconds_total 3
`;

test('only counters of failures that name the workflow are looked at', () => {
  expect(failuresCounted(METRICS, 'w1').map(({ series, value }) => `${series} ${value}`)).toEqual([
    'n8n_workflow_failed_total{workflow_id="w1"} 2',
    'n8n_workflow_execution_duration_seconds_count{status="failed",workflow_id="w1"} 2',
  ]);
  expect(failuresCounted(METRICS, 'w3')).toEqual([]);
});

/** A run on a client whose counter stands at each of these numbers in turn, and at the last one. */
async function counting(...values: readonly number[]) {
  let reads = 0;
  const monitoring = {
    settings: {},
    mayStreamLogs: async () => false,
    async readMetrics() {
      reads += 1;
      const value = values[Math.min(reads, values.length) - 1];
      return `# HELP\nn8n_workflow_failed_total{workflow_id="w1"} ${value}\n`;
    },
  };
  const part: Partial<ScenarioRun> = {
    client: changedClient(() => ({ monitoring })),
    sinks: {} as NonNullable<ScenarioRun['sinks']>,
    workflows: new Map([['main', { id: 'w1', credential: 'main', plan: samplePlan() }]]),
  };
  return bareRun(part);
}

it('waits until the failure was counted, and records what then stands there', async () => {
  const { run, events } = await counting(0, 0, 1);
  await lookAtMetrics(run, { key: 'e1', workflow: 'main' });
  expect(events).toMatchObject([
    {
      type: 'witness',
      witness: 'metrics',
      key: 'e1',
      workflow: 'main',
      text: 'n8n_workflow_failed_total{workflow_id="w1"} 1',
    },
  ]);
});

it('asks of each failure that all before it were counted as well', async () => {
  const { run, events } = await counting(1, 1, 1, 2);
  await lookAtMetrics(run, { key: 'e1', workflow: 'main' });
  await lookAtMetrics(run, { key: 'e2', workflow: 'main' });
  expect(events.map((event) => 'text' in event && event.text)).toEqual([
    'n8n_workflow_failed_total{workflow_id="w1"} 1',
    'n8n_workflow_failed_total{workflow_id="w1"} 2',
  ]);
});

it('records nothing of a failure that is not counted in time', async () => {
  const { run, events } = await counting(0);
  await lookAtMetrics(run, { key: 'e1', workflow: 'main' });
  expect(events).toEqual([]);
});

it('asks nobody where monitoring was not asked for', async () => {
  const { run, events } = await counting(1);
  await lookAtMetrics({ ...run, sinks: undefined }, { key: 'e1', workflow: 'main' });
  expect(events).toEqual([]);
});
