import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeLayers, type Layer } from './merge-layers.ts';
import type { Settings } from './settings.ts';

const NAMES = ['--flag', 'project', 'file'];
const layersOf = (all: readonly Settings[]): readonly Layer[] =>
  all.map((values, index) => ({ values, from: () => NAMES[index] ?? '' }));
const merged = (...all: readonly Settings[]) => mergeLayers(layersOf(all));

/** What one layer may say about settings that are replaced as a whole. */
const plain = fc.record(
  {
    parallel: fc.integer({ min: 1, max: 64 }),
    repeat: fc.integer({ min: 1, max: 9 }),
    baseline: fc.constantFrom('none', 'a.yaml', 'b.yaml'),
    n8n: fc.array(fc.constantFrom('2.41.1', 'latest'), { minLength: 1 }),
    strict: fc.boolean(),
  },
  { requiredKeys: [] },
);
const env = fc.dictionary(fc.constantFrom('A', 'B', 'C'), fc.constantFrom('1', '2', ''), {
  noNullPrototype: true,
});

describe('a stronger layer goes before a weaker one', () => {
  it('key by key, and the origin is where the value was written', () => {
    fc.assert(
      fc.property(fc.tuple(plain, plain, plain), (layers) => {
        const { values, from } = mergeLayers(layersOf(layers));
        for (const key of ['parallel', 'repeat', 'baseline', 'n8n', 'strict'] as const) {
          const at = layers.findIndex((layer) => layer[key] !== undefined);
          expect(values[key]).toEqual(layers[at]?.[key]);
          expect(from.get(key)).toBe(at === -1 ? undefined : NAMES[at]);
        }
      }),
    );
  });

  it("for settings of n8n name by name, as if the weaker one's were written first", () => {
    const texts = (settings: Readonly<Record<string, string>>) =>
      Object.entries(settings).map(([name, value]) => `${name}=${value}`);
    fc.assert(
      fc.property(env, env, env, (flag, project, file) => {
        const { values } = merged(
          { env: texts(flag) },
          { env: texts(project) },
          { env: texts(file) },
        );
        expect((values.env ?? []).toSorted()).toEqual(
          texts({ ...file, ...project, ...flag }).toSorted(),
        );
      }),
    );
  });

  it('for reporters name by name', () => {
    const { values, from } = merged(
      { reporter: ['no-html', 'junit=here.xml'] },
      {},
      { reporter: ['junit=there.xml', 'html', 'har'] },
    );
    expect(values.reporter).toEqual(['har', 'no-html', 'junit=here.xml']);
    expect(Object.fromEntries(from)).toEqual({
      'reporter.html': '--flag',
      'reporter.junit': '--flag',
      'reporter.har': 'file',
    });
  });
});

describe('what belongs together is decided together', () => {
  it('a suite and the patterns in it', () => {
    expect(merged({}, { suite: 'smoke' }, { wanted: ['rotation/*'] }).values).toEqual({
      suite: 'smoke',
    });
    expect(merged({ wanted: ['rotation/*'] }, { suite: 'smoke' }).values).toEqual({
      wanted: ['rotation/*'],
    });
    expect(merged({}, { suite: 'full', wanted: ['a'] }, { suite: 'smoke' }).values).toEqual({
      suite: 'full',
      wanted: ['a'],
    });
  });

  it('a workflow and what is said of it', () => {
    const file = { workflow: 'mine.json', workflowInput: 'items.json', workflowCredential: 'crm' };
    expect(merged({ workflow: 'other.json' }, {}, file).values).toEqual({ workflow: 'other.json' });
    expect(merged({ workflowCredential: 'erp' }, {}, file).values).toEqual({
      ...file,
      workflowCredential: 'erp',
    });
  });
});
