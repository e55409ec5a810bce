import { expect, test } from 'vitest';
import { checkers } from '../../check/checkers/index.ts';
import { DEFAULT_SUITE } from '../../plan/load-suites.ts';
import { betterClients } from '../better-clients/index.ts';
import { scenariosForReferenceClients } from '../judge-scenario.ts';
import { scenariosOfSuite } from '../suites.ts';
import { wrongWorkers, type WrongWorker } from '../toy-queue/wrong-workers/index.ts';
import { wrongClients } from '../wrong-clients/index.ts';
import { theme } from './better-client-runs.ts';

const mistakes = [...Object.values(wrongClients), ...Object.values(wrongWorkers)];

test('every checker but the guard has a client that it must catch', () => {
  const caught = new Set<string>(mistakes.map(({ caughtBy }) => caughtBy));
  expect(checkers.map(({ name }) => name).filter((name) => !caught.has(name))).toEqual([
    'fault-was-met',
  ]);
});

test('every theme of scenarios has a client that must be caught there', async () => {
  const needed = new Set<string>(mistakes.map(({ caughtIn }) => theme(caughtIn)));
  const themes = new Set((await scenariosForReferenceClients()).map(({ name }) => theme(name)));
  expect([...themes].filter((name) => !needed.has(name))).toEqual([]);
});

test('the default suite catches every one of them', async () => {
  const byDefault = new Set((await scenariosOfSuite(DEFAULT_SUITE)).map(({ name }) => name));
  const mistaken = { ...wrongClients, ...wrongWorkers };
  const missed = Object.entries<Pick<WrongWorker, 'caughtIn' | 'onlyInFull'>>(mistaken)
    .filter(([, { caughtIn, onlyInFull }]) => onlyInFull !== true && !byDefault.has(caughtIn))
    .map(([name, { caughtIn }]) => `${name}: ${caughtIn}`);
  expect(missed, 'npm run suites tells where else they are caught').toEqual([]);
});

test('there are enough of them to trust', () => {
  expect(Object.keys(betterClients).length).toBeGreaterThanOrEqual(5);
  expect(mistakes.length).toBeGreaterThanOrEqual(40);
});
