import { setTimeout as delay } from 'node:timers/promises';
import type { ScenarioRun } from '../scenario-run.ts';

/** n8n counts when an execution is over; this is long for that. */
const COUNTED_WITHIN_MS = 2_000;
const EACH_MS = 50;

/** A line of the text format: https://prometheus.io/docs/instrumenting/exposition_formats */
const SAMPLE = /^(?<name>[\w:]+)\{(?<labels>.*)\} (?<value>\S+)/;
const OF_FAILURE = /fail|error/i;

/** A counter of the failures of one workflow. */
interface Counted {
  readonly series: string;
  readonly value: number;
}

/** The counters of failures that name a workflow by its id, with what they stand at. */
export function failuresCounted(metrics: string, workflowId: string): readonly Counted[] {
  return metrics.split('\n').flatMap((line) => {
    const { name = '', labels = '', value = '' } = SAMPLE.exec(line)?.groups ?? {};
    const isOwn = labels.includes(`workflow_id="${workflowId}"`);
    return isOwn && !name.endsWith('_bucket') && OF_FAILURE.test(`${name} ${labels}`)
      ? [{ series: `${name}{${labels}}`, value: Number(value) }]
      : [];
  });
}

/**
 * Looks at the counters after an execution that failed, until they have counted all failures of its
 * workflow so far, and records those that have. Counts of a workflow are of this run alone.
 */
export async function lookAtMetrics(
  run: ScenarioRun,
  { key, workflow }: { readonly key: string; readonly workflow: string },
): Promise<void> {
  const id = run.workflows.get(workflow)?.id;
  const { monitoring } = run.client;
  if (run.sinks === undefined || monitoring === undefined || id === undefined) return;
  const due = (run.failures.get(workflow) ?? 0) + 1;
  run.failures.set(workflow, due);
  const deadline = run.recorder.now() + COUNTED_WITHIN_MS;
  while (run.client.alive && run.recorder.now() < deadline) {
    const metrics = await monitoring.readMetrics(run.signal).catch(() => undefined);
    run.signal.throwIfAborted();
    if (metrics === undefined) return;
    const counted = failuresCounted(metrics, id).find(({ value }) => value >= due);
    if (counted !== undefined) {
      const text = `${counted.series} ${counted.value}`;
      run.recorder.add({ type: 'witness', witness: 'metrics', text, workflow, key });
      return;
    }
    await delay(EACH_MS, undefined, { signal: run.signal });
  }
}
