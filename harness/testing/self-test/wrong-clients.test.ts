import { expect, test } from 'vitest';
import { judgeScenario, scenarioNamed } from '../judge-scenario.ts';
import { wrongClients, type WrongClient, type WrongClientName } from '../wrong-clients/index.ts';
import { speedMistakes } from '../wrong-clients/speed/index.ts';

const wrong = Object.entries<WrongClient>(wrongClients);

/** True for a mistake that shows only as a time, or as something that did not come in time. */
const takesTime = (name: string): boolean =>
  name in speedMistakes ||
  [
    'waits-for-ever',
    'raises-no-alarm',
    'overlooks-error-workflow',
    'stops-the-schedule',
    'saves-twice',
  ].includes(name);

/** The harness tests itself: each mistake is found by the checker that exists for it. */
async function isCaught(name: string, { caughtBy, caughtIn }: WrongClient): Promise<void> {
  const run = await judgeScenario(
    name as WrongClientName,
    await scenarioNamed(caughtIn),
    name === 'waits-for-ever' ? 1_000 : undefined,
  );
  expect(run.violated).toContain(caughtBy);
  expect(run.verdict).toBe('fail');
}

test.concurrent.each(wrong.filter(([name]) => !takesTime(name)))('%s is caught', isCaught);

// On a machine that is starved at the moment nobody can tell whether a client is slow.
test.concurrent.each(wrong.filter(([name]) => takesTime(name)))(
  '%s is caught as soon as the machine is quiet enough',
  { retry: 5 },
  isCaught,
);
