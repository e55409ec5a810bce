import { setTimeout as delay } from 'node:timers/promises';
import { HarnessError } from '../model/error.ts';
import { readThresholds } from '../model/threshold.ts';
import { ClientStopped } from '../run/client-stopped.ts';
import type { Course } from '../run/course.ts';
import { MachineWatch } from '../run/machine-watch.ts';
import type { ScenarioRun } from '../run/scenario-run.ts';
import { runStep } from '../run/steps/run-step.ts';
import type { Calls, Generating, Generator, GeneratorEnd } from './generator.ts';
import { requireHere } from './only-here.ts';
import type { PlannedLoad } from './plan-load.ts';
import { SampledTraffic } from './sampled-traffic.ts';

const BUCKET_MS = 500;
/** n8n answers slowly where its workers wait for a lock for 10 s and then refresh all the same. */
const PATIENCE_MS = 15_000;
/** Calls that the API accepted and that are events: about so many. */
const SAMPLES = 1_000;
/** Exchanges of another kind that are events. */
const MOST = 5_000;
/** Executions at the end of a load that are searched for leaked secrets: all would fill memory. */
const SEARCHED = 500;

/** How a load is made. */
export interface LoadMaker {
  readonly load: PlannedLoad;
  readonly generator: Generator;
  /** True when the owner of another machine has said that load may go there. */
  readonly elsewhere?: boolean;
}

/**
 * Carries out the plan of a load: what comes before it, then calls at a constant rate and meanwhile
 * what is to happen, then what comes after.
 */
export function courseOfLoad({ load, generator, elsewhere = false }: LoadMaker): Course {
  const { rate, durationMs } = load;
  const every = Math.max(1, Math.ceil((rate * durationMs) / 1_000 / SAMPLES));
  const sampling = { every, most: MOST };
  let recorder: ScenarioRun['recorder'] | undefined;
  const traffic = new SampledTraffic(BUCKET_MS, sampling, (bucket) =>
    recorder?.add({ type: 'load-traffic', ...bucket }),
  );
  return {
    admit: (event) => traffic.admit(event, recorder?.now() ?? 0),
    async carryOut(run) {
      recorder = run.recorder;
      await runSteps(run, load, 'before');
      const calls = callsOf(run, load);
      if (!elsewhere) requireHere(calls.targets);
      await using generating = await generator.start(calls, run.signal);
      run.say(`${rate} calls per second for ${durationMs / 1_000} s, by ${generator.name}`);
      run.recorder.add({
        type: 'load-begin',
        generator: generator.name,
        ...(generator.version === undefined ? {} : { version: generator.version }),
        rate,
        durationMs,
        bucketMs: BUCKET_MS,
        thresholds: { ...load.thresholds },
        sampling,
      });
      traffic.begin(run.recorder.now());
      using machine = new MachineWatch(run.client.pids);
      const cpu = process.cpuUsage();
      const end = await underLoad(run, load, generating);
      const { user, system } = process.cpuUsage(cpu);
      const leftOut = traffic.end();
      const ownCpuMs = Math.round((user + system) / 1_000);
      run.recorder.add({
        type: 'load-end',
        ...end,
        leftOut,
        ownCpuMs,
        machine: machine.take(),
      });
      if (!run.client.alive) throw new ClientStopped('client-ended');
      await searchOnlyTheLast(run);
      await runSteps(run, load, 'after');
    },
  };
}

function callsOf({ client, workflows }: ScenarioRun, load: PlannedLoad): Calls {
  const targets = [...workflows.values()].map(({ id }) => {
    const address = client.webhookOf?.(id);
    if (address === undefined)
      throw new HarnessError(
        'load-no-address',
        'Could not begin the load: the client has no address at which its workflows are called.',
      );
    return address;
  });
  const read = readThresholds(load.thresholds);
  return {
    targets,
    rate: load.rate,
    durationMs: load.durationMs,
    bucketMs: BUCKET_MS,
    patienceMs: PATIENCE_MS,
    aggregates: read
      .filter(({ metric }) => metric === 'http_req_duration')
      .map(({ aggregate }) => aggregate),
    thresholds: Object.fromEntries(Object.entries(load.thresholds)),
  };
}

/** Lets calls be made, and does what is to happen meanwhile. Resolves when both are over. */
async function underLoad(
  run: ScenarioRun,
  load: PlannedLoad,
  generating: Generating,
): Promise<GeneratorEnd> {
  const startedAt = run.recorder.now();
  generating.begin((bucket) => run.recorder.add({ type: 'load-calls', ...bucket }));
  const over = new AbortController();
  const signal = AbortSignal.any([run.signal, over.signal]);
  const happening = happen(run, load, { startedAt, signal });
  // A plan that cannot go on ends the load, and the load never waits for an end that cannot come.
  const end = await Promise.race([generating.ended, happening.then(() => generating.ended)]);
  if (end.ended === 'died') over.abort();
  await happening;
  run.signal.throwIfAborted();
  return end;
}

/** What happens under load, each at its time; no more once the load is over. */
async function happen(
  run: ScenarioRun,
  { planned, when }: PlannedLoad,
  { startedAt, signal }: { readonly startedAt: number; readonly signal: AbortSignal },
): Promise<void> {
  for (const [index, step] of planned.steps.entries()) {
    const at = when[index];
    if (typeof at !== 'number') continue;
    const wait = Math.max(0, startedAt + at - run.recorder.now());
    await delay(wait, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    await runStep(run, step, index);
  }
}

async function runSteps(
  run: ScenarioRun,
  { planned, when }: PlannedLoad,
  which: 'before' | 'after',
): Promise<void> {
  for (const [index, step] of planned.steps.entries())
    if (when[index] === which) await runStep(run, step, index);
}

/** Of what the client stores of so many executions, only the last ones are searched. */
async function searchOnlyTheLast(run: ScenarioRun): Promise<void> {
  if (run.storeMark === undefined) return;
  const now = await run.client.readStoredTexts?.('end').catch(() => undefined);
  if (now !== undefined) run.storeMark = Math.max(run.storeMark, now.mark - SEARCHED);
}
