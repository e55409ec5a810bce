import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readPasted } from '../input/read-pasted.ts';
import { loadSymptoms } from '../load-symptoms.ts';
import type { KnownCause, Symptoms } from '../symptoms.ts';
import { FIELD_MESSAGES } from '../testing/field-messages.ts';
import { explain } from './explain.ts';

const recorded = loadSymptoms(join(import.meta.dirname, '../../../scenarios'));

const causesIn = (text: string, n8n?: string): readonly string[] =>
  explain(recorded, readPasted(text), n8n).explanations[0]?.causes.map(
    ({ known }) => known.cause,
  ) ?? [];

describe('ten messages of the field', () => {
  test.each(FIELD_MESSAGES)('$message', ({ message, first, others }) => {
    const { explanations, isKnown } = explain(recorded, readPasted(message));
    expect(isKnown).toBe(true);
    expect(explanations).toHaveLength(1);
    const found = causesIn(message);
    expect(found[0]).toBe(first);
    expect(found).toEqual(expect.arrayContaining([first, ...others]));
  });

  test('a text with one cause names no other', () => {
    for (const { message, first, others } of FIELD_MESSAGES)
      if (others.length === 0) expect(causesIn(message), message).toEqual([first]);
  });

  test('within a log, in an execution and with typing mistakes each is found as well', () => {
    const log = FIELD_MESSAGES.map(({ message }) => `12:00:00.000   error   ${message}`).join('\n');
    const { explanations } = explain(recorded, readPasted(log));
    const firsts = explanations.map(({ causes }) => causes[0]?.known.cause);
    expect(new Set(firsts)).toEqual(new Set(FIELD_MESSAGES.map(({ first }) => first)));
    for (const { message, first } of FIELD_MESSAGES) {
      const execution = { data: { resultData: { error: { message, description: 'Sorry.' } } } };
      expect(causesIn(JSON.stringify(execution))[0], message).toBe(first);
    }
  });
});

test.each([
  'The DNS of my cat is down',
  'Problem executing workflow',
  '401',
  'The value "abc" is not supported!',
  'ETIMEDOUT',
  '‹name›',
  '{"a": 1}',
  '"x" 7',
])('nothing is known about %j', (text) => {
  expect(explain(recorded, readPasted(text))).toMatchObject({ isKnown: false, explanations: [] });
});

test('a text with the words of another one is not taken for it', () => {
  const text = "Cannot read properties of undefined (reading 'map')";
  const { isKnown, explanations } = explain(recorded, readPasted(text));
  expect(isKnown).toBe(false);
  expect(explanations.every(({ how }) => how === 'alike')).toBe(true);
});

const cause = (id: string, more: Partial<KnownCause> = {}): KnownCause => ({
  cause: id,
  answers: [],
  descriptions: [],
  faults: [],
  scenarios: [{ name: 'a/b', n8n: ['2.0.0'] }],
  seen: [{ n8n: '2.0.0', scenarios: 5, failures: 5, recovery: [] }],
  ...more,
});
const seenOn = (n8n: string, scenarios: number): Pick<KnownCause, 'seen'> => ({
  seen: [{ n8n, scenarios, failures: scenarios, recovery: [] }],
});
const made = (...causes: readonly KnownCause[]): Symptoms => ({
  schemaVersion: 1,
  recorded: [
    { n8n: '2.0.0', scenarios: 9, failures: 9, unexplained: 0 },
    { n8n: '1.0.0', scenarios: 9, failures: 9, unexplained: 0 },
  ],
  symptoms: [
    { text: 'Something with the token went wrong here', shown: ['execution'], causes: [...causes] },
    { text: 'Nothing at all works any more today', shown: ['execution'], causes: [cause('other')] },
  ],
});
const TEXT = 'Something with the token went wrong here.';

/** Names of the causes of the first answer. */
const ranked = (symptoms: Symptoms, text: string, n8n?: string) =>
  explain(symptoms, readPasted(text), n8n).explanations[0]?.causes.map(({ known }) => known.cause);

describe('of several causes', () => {
  const often = cause('often', seenOn('2.0.0', 9));
  const seldom = cause('seldom', { ...seenOn('2.0.0', 2), descriptions: ['Really seldom, this.'] });

  test('that of most scenarios comes first', () => {
    expect(ranked(made(seldom, often), TEXT)).toEqual(['often', 'seldom']);
  });

  test('one whose description stands below the text comes first', () => {
    expect(ranked(made(often, seldom), `${TEXT}\nReally seldom, this!`)?.[0]).toBe('seldom');
  });

  test('a description tells more than a status', () => {
    const answered = cause('answered', {
      ...seenOn('2.0.0', 20),
      answers: [{ endpoint: 'resource', status: 401 }],
    });
    const copied = JSON.stringify({
      errorMessage: TEXT,
      errorDescription: 'Really seldom, this.',
      errorDetails: { httpCode: '401' },
    });
    expect(ranked(made(answered, seldom), copied)).toEqual(['seldom', 'answered']);
    expect(ranked(made(often, answered), copied)).toEqual(['answered', 'often']);
  });

  test("one with the provider's code in it comes first", () => {
    const coded = cause('coded', {
      ...seenOn('2.0.0', 1),
      answers: [{ endpoint: 'token', status: 400, error: 'invalid_grant' }],
    });
    expect(ranked(made(often, coded), `${TEXT} invalid_grant`)?.[0]).toBe('coded');
  });

  test('one of the same version comes first; of an unknown one, the nearest older counts', () => {
    const old = cause('old', seenOn('1.0.0', 20));
    expect(ranked(made(old, seldom), TEXT)).toEqual(['seldom', 'old']);
    expect(ranked(made(old, seldom), TEXT, '1.0.0')).toEqual(['old', 'seldom']);
    expect(ranked(made(old, seldom), TEXT, '1.9.0')).toEqual(['old', 'seldom']);
    expect(ranked(made(old, seldom), TEXT, '0.5.0')).toEqual(['old', 'seldom']);
    expect(ranked(made(old, seldom), TEXT, '3.0.0')).toEqual(['seldom', 'old']);
  });

  test('where it is even, what stays comes before what passes', () => {
    const by = (name: string, way: string) =>
      cause(name, {
        seen: [{ n8n: '2.0.0', scenarios: 2, failures: 2, recovery: [{ by: way, scenarios: 2 }] }],
      });
    expect(ranked(made(by('passes', 'itself'), by('stays', 'reconnect')), TEXT)).toEqual([
      'stays',
      'passes',
    ]);
  });
});

describe('how a text was found', () => {
  const symptoms = made(cause('one', { descriptions: ['This stands below it, always.'] }));
  test.each([
    ['SOMETHING with the token went wrong here...', 'same', true],
    ['Something with the token went', 'part', true],
    [`Problem in node: ${TEXT} And more.`, 'part', true],
    ['This stands below it, always', 'below', true],
    ['Somthing with a tokn went wrong', 'alike', false],
  ] as const)('%s: %s', (text, how, isKnown) => {
    expect(explain(symptoms, readPasted(text))).toMatchObject({
      isKnown,
      explanations: [{ how, causes: [{ known: { cause: 'one' } }] }],
    });
  });

  test("by the provider's code alone", () => {
    const coded = made(cause('one', { answers: [{ endpoint: 'token', error: 'invalid_grant' }] }));
    expect(explain(coded, readPasted('My node says: invalid_grant'))).toMatchObject({
      isKnown: true,
      explanations: [{ how: 'code', code: 'invalid_grant', symptom: undefined }],
    });
    expect(explain(coded, readPasted('invalid_grants')).isKnown).toBe(false);
  });
});
