import { expect, test } from 'vitest';
import { loadScenarios } from '../harness/plan/load-scenarios.ts';
import { causeById } from '../harness/symptoms/causes/index.ts';
import { loadSymptoms } from '../harness/symptoms/load-symptoms.ts';
import { keyOf, normalise } from '../harness/symptoms/normalise.ts';

const { symptoms, recorded } = loadSymptoms(import.meta.dirname);
const causes = symptoms.flatMap((symptom) => symptom.causes);

test('every cause of a recorded text has its words', () => {
  expect(causes.filter(({ cause }) => causeById(cause) === undefined)).toEqual([]);
});

test('every scenario that is named to show a text exists', async () => {
  const names = new Set((await loadScenarios(import.meta.dirname)).map(({ name }) => name));
  const named = causes.flatMap(({ scenarios }) => scenarios.map(({ name }) => name));
  expect(named.filter((name) => !names.has(name))).toEqual([]);
});

test('every version that shows a text was recorded', () => {
  const versions = new Set(recorded.map(({ n8n }) => n8n));
  const seen = causes.flatMap((cause) => cause.seen.map(({ n8n }) => n8n));
  expect(seen.filter((n8n) => !versions.has(n8n))).toEqual([]);
});

test('each text stands there once, in order, and holds no name, number or secret', () => {
  const keys = symptoms.map(({ text }) => keyOf(text));
  expect(keys).toEqual([...new Set(keys)].toSorted());
  const texts = symptoms.flatMap(({ text, causes: all }) => [
    text,
    ...all.flatMap(({ descriptions }) => descriptions),
  ]);
  expect(texts.filter((text) => normalise(text) !== text)).toEqual([]);
});
