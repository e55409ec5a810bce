import { expect, test } from 'vitest';
import { checkers } from '../../check/checkers/index.ts';
import { wrongWorkers } from '../toy-queue/wrong-workers/index.ts';
import { wrongClients } from '../wrong-clients/index.ts';

const mistakes = [...Object.values(wrongClients), ...Object.values(wrongWorkers)];

test('every checker but the guard has a client that it must catch', () => {
  const caught = new Set<string>(mistakes.map(({ caughtBy }) => caughtBy));
  expect(checkers.map(({ name }) => name).filter((name) => !caught.has(name))).toEqual([
    'fault-was-met',
  ]);
});
