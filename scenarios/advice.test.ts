import { expect, test } from 'vitest';
import { checkers } from '../harness/check/checkers/index.ts';
import { checks } from '../harness/doctor/checks/index.ts';
import { loadAdvice } from '../harness/plan/advice/load-advice.ts';
import { loadScenarios } from '../harness/plan/load-scenarios.ts';
import { remedies } from '../harness/run/remedies/index.ts';

const scenarios = new Set((await loadScenarios(import.meta.dirname)).map(({ name }) => name));
const advice = await loadAdvice(import.meta.dirname);
const trials = advice.flatMap((one) => one.trials);

test('every cause, symptom, fix, answer and line of a checklist has claims', () => {
  expect([...new Set(advice.map(({ kind }) => kind))].sort()).toEqual([
    'answer',
    'cause',
    'checklist',
    'fix',
    'symptom',
  ]);
  expect(new Set(advice.map(({ about, claim }) => `${about} ${claim}`)).size).toBe(advice.length);
});

test.each(advice.map((one) => [`${one.about}: ${one.claim}`, one] as const))(
  '%s is tried, or says why not',
  (_name, { trials: own, field, untried }) => {
    expect(own.length > 0 || field !== undefined).toBe(untried === undefined);
    for (const { scenario, shows, contradicts } of own) {
      expect(scenarios.has(scenario), scenario).toBe(true);
      // A trial that asks for nothing could not fail.
      expect(Object.keys({ ...shows, ...contradicts })).not.toEqual([]);
    }
    expect(() => new RegExp(field ?? '')).not.toThrow();
  },
);

test('trials name only checkers and remedies that there are', () => {
  const sights = trials.flatMap(({ shows, contradicts }) => [shows ?? {}, contradicts ?? {}]);
  const known = new Set<string>(checkers.map(({ name }) => name));
  const named = sights.flatMap(({ holds = [], violated = [] }) => [...holds, ...violated]);
  expect(named.filter((name) => !known.has(name))).toEqual([]);
  const acts = new Set<string>(remedies.map(({ name }) => name));
  const tried = sights.flatMap(({ remedy = [], lightest = [] }) => [remedy, lightest].flat());
  expect(tried.filter((name) => !acts.has(name))).toEqual([]);
  expect(named.length).toBeGreaterThan(0);
  expect(tried.length).toBeGreaterThan(0);
  for (const { error = '' } of sights) expect(() => new RegExp(error)).not.toThrow();
});

test('what doctor looks at is told of lines of the checklist, by checks that there are', () => {
  const told = advice.filter(({ doctor }) => doctor !== undefined);
  expect(told.length).toBeGreaterThan(3);
  expect(new Set(told.map(({ kind }) => kind))).toEqual(new Set(['checklist']));
  const known = new Set<string>(checks.map(({ name }) => name));
  expect(told.flatMap(({ doctor = [] }) => doctor).filter((name) => !known.has(name))).toEqual([]);
});
