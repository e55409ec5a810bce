import { expect, test } from 'vitest';
import type { EventOf } from '../../model/event.ts';
import { bareRun } from '../../testing/bare-run.ts';
import { samplePlan } from '../../testing/sample-plan.ts';
import type { LogLine } from '../probes/log-line.ts';
import { recordToldOfFailure } from './log.ts';

const main = { id: 'w1', credential: 'main', plan: samplePlan() };

/** What is recorded of lines that a client logged. */
async function recorded(...lines: readonly (readonly [level: string, line: string])[]) {
  const { run, events } = await bareRun({
    credentialIds: new Map([['main', 'c1']]),
    workflows: new Map([['main', main]]),
  });
  recordToldOfFailure(
    run,
    lines.map(([level, line]): LogLine => ({ process: 'main', time: '', level, line })),
  );
  return events.filter((event): event is EventOf<'witness'> => event.type === 'witness');
}

test.each([
  ['warn', 'Webhook failed { "executionId": "3", "workflowId": "w1" }', 'log'],
  ['error', 'It is over { "credentialId": "c1" }', 'log'],
  ['debug', 'Node finished with error { "workflowId": "w1" }', 'debug-log'],
])('%s: %s is of the witness %s', async (level, line, witness) => {
  expect(await recorded([level, line])).toMatchObject([{ witness, text: line }]);
});

test.each([
  ['names nothing of this run', 'error', 'It failed { "workflowId": "w2" }'],
  ['tells of no failure', 'debug', 'Node "Call" started { "workflowId": "w1" }'],
  ['has the word in a name alone', 'debug', 'Node "Error Trigger" started { "workflowId": "w1" }'],
  ['has the word in its data alone', 'info', 'Node started { "id": "w1", "error": null }'],
])('nothing is recorded of a line that %s', async (_, level, line) => {
  expect(await recorded([level, line])).toEqual([]);
});

test('says which execution, workflow and credential a line names', async () => {
  const line = 'failed { "executionId": "3", "workflowId": "w1", "credentialId": "c1" }';
  expect(await recorded(['warn', line])).toMatchObject([
    { workflow: 'main', credential: 'main', executionId: '3' },
  ]);
});

test('records a line once that was written several times', async () => {
  const line = ['error', 'failed "w1"'] as const;
  expect(await recorded(line, line, line)).toHaveLength(1);
});
