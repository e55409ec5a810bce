import { join } from 'node:path';
import fc from 'fast-check';
import { stringify } from 'flatted';
import { expect, it } from 'vitest';
import { actsOnTerminal } from '../../mock-provider/testing/fuzz/acts-on-terminal.ts';
import { fuzzRuns } from '../../mock-provider/testing/fuzz/fuzz-runs.ts';
import { HOSTILE_TEXTS } from '../../mock-provider/testing/fuzz/mutate-value.ts';
import { computing, Tally } from '../../mock-provider/testing/fuzz/tally.ts';
import { readPasted } from './input/read-pasted.ts';
import { loadSymptoms } from './load-symptoms.ts';
import { explain } from './match/explain.ts';
import { normalise } from './normalise.ts';

const RUNS = fuzzRuns(100);
const symptoms = loadSymptoms(join(import.meta.dirname, '../../scenarios'));
const KNOWN = symptoms.symptoms.map(({ text }) => text.replaceAll(/‹\w+›/g, 'some'));
const TOKEN = 'ya29.a0AfH6SMBx-Zq7LkT0bR4nV9';

/** A message: a known one, a hostile one, or any, perhaps with a token in it. */
const message = fc
  .tuple(
    fc.oneof(
      fc.constantFrom(...KNOWN),
      fc.constantFrom(...HOSTILE_TEXTS),
      fc.string({ unit: 'binary', maxLength: 60 }),
    ),
    fc.boolean(),
  )
  .map(([text, hasToken]) => (hasToken ? `${text} ${TOKEN}` : text));

/** What may repeat for very long, and makes careless patterns slow. */
const long = fc
  .tuple(
    fc.constantFrom('[{', '{"', ' ', '{ ', '}', '1', '1:', 'a.', '\\"', ': ', '\n at ', '"', '::1'),
    fc.integer({ min: 1, max: 20_000 }),
  )
  .map(([part, times]) => part.repeat(times));

/** The same message in everything that somebody may paste. */
const wrapped = fc.constantFrom<(text: string) => string>(
  (text) => text,
  (text) => JSON.stringify({ error: { message: text, description: text } }),
  (text) => JSON.stringify({ data: stringify({ resultData: { error: { message: text } } }) }),
  (text) => JSON.stringify({ level: 'error', message: text }),
  (text) => JSON.stringify({ errorMessage: text, n8nDetails: { n8nVersion: text } }),
  (text) => `12:00:00.000   error   ${text} { "file": "a.js" }`,
  (text) => `12:00:00.000   debug   x ${JSON.stringify({ error: { message: text } })}`,
  (text) => `NodeApiError: ${text}\n    at a (b.js:1:1)`,
  (text) => text.slice(0, text.length / 2),
);

it('anything can be pasted: it is read in time, and no secret comes out of it', async () => {
  const tally = new Tally('pasted', RUNS);
  const given = fc.tuple(fc.oneof({ weight: 3, arbitrary: message }, long), wrapped);
  for (const [text, wrap] of fc.sample(given, RUNS)) {
    const pasted = wrap(text);
    const what = JSON.stringify(pasted).slice(0, 500);
    const { value, ms } = await computing(async () => {
      const read = readPasted(pasted);
      return { read, explained: explain(symptoms, read) };
    });
    const { read, explained } = value;
    tally.add(`${read.kind}, ${explained.isKnown ? 'known' : 'unknown'}`, ms, what);
    const told = JSON.stringify([read.errors.map((error) => normalise(error.text)), explained]);
    if (told.includes(TOKEN.slice(5, 17))) tally.complain('a token', what);
    if (read.errors.some((error) => actsOnTerminal(normalise(error.text).replaceAll('\r', ''))))
      tally.complain('control characters', what);
  }
  tally.check();
});

it('is quick also for what is long and odd', async () => {
  for (const part of ['[{', '{"', ' ', '1:', 'a.', '\n   at ', '12:00:00.000 error x {"\n'])
    await expect(
      computing(async () => explain(symptoms, readPasted(part.repeat(100_000)))),
      part,
    ).resolves.toMatchObject({ value: { isKnown: false } });
});
