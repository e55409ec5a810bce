import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { durationSchema } from '../../mock-provider/index.ts';
import { parseChecked } from './scenario-file-parse.ts';

/** A small schema that is built like the scenario schema. */
const schema = z.strictObject({
  name: z.string(),
  plan: z.array(
    z.discriminatedUnion('do', [
      z.discriminatedUnion('fault', [
        z.strictObject({
          do: z.literal('inject'),
          fault: z.literal('refresh-token/revoked'),
          options: z.strictObject({ times: z.int().optional() }).optional(),
        }),
        z.strictObject({ do: z.literal('inject'), fault: z.literal('token/throttled') }),
      ]),
      z.strictObject({ do: z.literal('observe'), for: durationSchema }),
    ]),
  ),
  remedies: z
    .array(
      z.union([
        z.enum(['reconnect', 'restart']),
        z.discriminatedUnion('remedy', [
          z.strictObject({ remedy: z.literal('edit-scope'), scope: z.string() }),
        ]),
      ]),
    )
    .optional(),
  without: z
    .partialRecord(z.enum(['no-secret-leaked', 'one-refresh-per-expiry']), z.string())
    .optional(),
});

const issues = (
  text: string,
  sense: Parameters<typeof parseChecked>[2] = () => [],
): readonly string[] => {
  const parsed = parseChecked(text, schema, sense);
  return parsed.ok
    ? []
    : parsed.issues.map(
        ({ line, column, path, message }) => `${line}:${column} ${path}: ${message}`,
      );
};

describe('a YAML file is checked with its positions', () => {
  it('accepts a good file', () => {
    expect(
      issues(
        'name: a/b\nplan:\n  - { do: inject, fault: refresh-token/revoked, options: { times: 2 } }\n  - { do: observe, for: 20s }\n',
      ),
    ).toEqual([]);
  });

  it('reports every problem at once, in the order of the text', () => {
    const text = `name: a/b
plan:
  - do: inject
    fault: refresh-token/revokd
  - do: inject
    fault: refresh-token/revoked
    options:
      tmes: 2
  - do: observ
    for: 20s
  - do: observe
    for: 20
remdies: [restart]
without:
  no-secret-leakd: because
`;
    expect(issues(text)).toEqual([
      "4:12 plan[0].fault: 'refresh-token/revokd' is not a fault; did you mean 'refresh-token/revoked'?",
      "8:7 plan[1].options.tmes: unknown key 'tmes'; did you mean 'times'?",
      "9:9 plan[2].do: 'observ' is not a step; did you mean 'observe'?",
      "12:10 plan[3].for: 20 is not a duration; write a number and a unit, for example '30s', '10m' or '1h'",
      "13:1 remdies: unknown key 'remdies'; did you mean 'remedies'?",
      "15:3 without.no-secret-leakd: unknown key 'no-secret-leakd'; did you mean 'no-secret-leaked'?",
    ]);
  });

  it('names the new name of a word that has another one now', () => {
    const moved = z.object({ expect: z.object({ during: z.enum(['success', 'visible']) }) });
    const told = parseChecked('expect: { during: error }', moved, () => []);
    expect(told).toMatchObject({ issues: [{ message: "'error' is now called 'visible'" }] });
    const other = parseChecked('expect: { during: eror }', moved, () => []);
    expect(other).toMatchObject({
      issues: [{ message: expect.stringContaining('known: success, visible') }],
    });
  });

  it('finds the alternative of a union that the author meant', () => {
    expect(
      issues(
        'name: a\nplan: []\nremedies:\n  - reconect\n  - { remedy: edit-scop, scope: x }\n  - { remedy: edit-scope, scpe: x }\n',
      ),
    ).toEqual([
      "4:5 remedies[0]: 'reconect' is not one of the known values; did you mean 'reconnect'?",
      "5:15 remedies[1].remedy: 'edit-scop' is not a remedy; did you mean 'edit-scope'?",
      '6:5 remedies[2].scope: is missing; expected string',
      "6:27 remedies[2].scpe: unknown key 'scpe'; did you mean 'scope'?",
    ]);
  });

  it('says what is missing, at the nearest place', () => {
    expect(issues('name: a\nplan:\n  - fault: token/throttled\n')).toEqual([
      '3:5 plan[0].do: is missing; it must be a step: inject, observe',
    ]);
    expect(issues('plan: []\n')).toEqual(['1:1 name: is missing; expected string']);
    expect(issues('name: a\nplan:\n  -\n')).toEqual(['3:4 plan[0]: is empty; expected object']);
  });

  it('keeps what is wrong with the YAML itself', () => {
    expect(issues('name: a\nname: b\nplan: []\n')).toEqual([
      "2:1 the file: key 'name' is there twice",
    ]);
    expect(issues('name: [a\n')[0]).toMatch(/^2:1 the file: /);
    expect(issues('')).toEqual(['1:1 the file: is empty; expected object']);
  });

  it('looks for sense only in what is well formed', () => {
    const sense = (): { path: PropertyKey[]; message: string }[] => [
      { path: ['plan', 0, 'for'], message: 'is too long' },
    ];
    expect(issues('name: a\nplan:\n  - do: observe\n    for: 90d\n', sense)).toEqual([
      '4:10 plan[0].for: is too long',
    ]);
    expect(issues('nam: a\nplan: []\n', sense)).toHaveLength(2);
  });
});
