import { expect, test } from 'vitest';
import { hurried } from '../hurried.ts';
import { judgeOn, scenariosFor } from '../judge-scenario.ts';
import { queueTarget } from '../toy-queue/queue-target.ts';
import { wrongWorkers, type WrongWorker } from '../toy-queue/wrong-workers/index.ts';
import { expectPass } from './expect-pass.ts';

/** The toy's processes answer in a tenth of the time that n8n takes. */
const FACTOR = 10;
const DEADLINE_MS = 60_000;

/** Themes whose scenarios are about several processes, or about the end of one. */
const THEMES = ['process/', 'queue/', 'upgrade/'];

const isAboutProcesses = ({ name }: { readonly name: string }): boolean =>
  THEMES.some((theme) => name.startsWith(theme));

const about = await Promise.all(
  (['single', 'queue'] as const).map(async (topology) => ({
    topology,
    scenarios: (await scenariosFor(queueTarget(topology))).filter(isAboutProcesses),
    /** Also those that only the suite `full` has. */
    all: (await scenariosFor(queueTarget(topology), 'full')).filter(isAboutProcesses),
  })),
);
const runs = about.flatMap(({ topology, scenarios }) =>
  scenarios.map((scenario) => [topology, scenario.name, scenario] as const),
);

/** Mistakes that show only in what happens, or does not, within some seconds. */
const TAKE_TIME: ReadonlySet<string> = new Set(['keeps-the-lock', 'unlocks-before-save']);

const mistakes = Object.entries<WrongWorker>(wrongWorkers);

async function isCaught(mistake: string, wrong: WrongWorker): Promise<void> {
  const { caughtBy, caughtIn, deadlineMs = DEADLINE_MS } = wrong;
  const [found] = about.flatMap(({ topology, all }) =>
    all.filter(({ name }) => name === caughtIn).map((scenario) => ({ topology, scenario })),
  );
  if (found === undefined) throw new Error(`There is no scenario ${caughtIn}.`);
  const { topology, scenario } = found;
  const run = await judgeOn(queueTarget(topology, mistake), hurried(scenario, FACTOR), deadlineMs);
  expect(run.violated).toContain(caughtBy);
  expect(run.verdict).toBe('fail');
}

// The mistakes come first: one of them makes executions hang, which takes longest. On a machine
// that is starved at the moment nobody can tell how long a client took.
test.concurrent.each(mistakes.filter(([name]) => TAKE_TIME.has(name)))(
  'a mistake that only several processes can make is caught on a quiet machine: %s',
  { retry: 5 },
  isCaught,
);

test.concurrent.each(mistakes.filter(([name]) => !TAKE_TIME.has(name)))(
  'a mistake that only several processes can make is caught: %s',
  isCaught,
);

test.concurrent.each(runs)(
  'several processes of the correct client on %s pass %s',
  async (topology, _, scenario) => {
    expectPass(await judgeOn(queueTarget(topology), hurried(scenario, FACTOR), DEADLINE_MS));
  },
);
