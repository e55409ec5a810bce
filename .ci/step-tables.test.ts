import { expect, test } from 'vitest';
import { sampleScenario } from '../harness/testing/sample-scenario.ts';
import { stepTables } from './step-tables.ts';

const scenario = (name: string, plan: Parameters<typeof sampleScenario>[0]) => ({
  ...sampleScenario(plan),
  name,
});

test('a step is told with the words of its first use, and with who uses it', () => {
  const plain = ['a/a', 'a/b', 'a/c', 'a/d'].map((name) =>
    scenario(name, { plan: [{ do: 'execute', times: 2 }] }),
  );
  const { steps, unused } = stepTables(plain, (name) => (name === 'a/b' ? ['1.2.3', '1.1.0'] : []));
  expect(steps.find(([name]) => name === '`execute`')).toEqual([
    '`execute`',
    'run 2 executions',
    '`a/a`, `a/b` (fails on 1.2.3 and 1.1.0), `a/c`, 1 more',
  ]);
  expect(unused).toContain('release');
  expect(unused).not.toContain('execute');
});

test('what happens during a hold counts there, and a fault also at a moment of its own', () => {
  const { meanwhile } = stepTables(
    [
      scenario('a/held', {
        plan: [
          { do: 'begin' },
          { do: 'hold', what: 'refresh', at: 'after-commit' },
          { do: 'begin' },
          { do: 'inject', fault: 'n8n/killed', options: { when: 'now' } },
          { do: 'release' },
        ],
      }),
      scenario('a/by-itself', {
        plan: [{ do: 'inject', fault: 'n8n/killed', options: { when: 'refresh-answered' } }],
      }),
      scenario('a/elsewhere', {
        plan: [{ do: 'inject', fault: 'n8n/killed', options: { when: 'now' } }],
      }),
    ],
    () => [],
  );
  const of = (what: string) => meanwhile.find((row) => row[1]?.includes(what))?.[2];
  expect(of('n8n/killed')).toBe('`a/held`, `a/by-itself`');
  expect(of('begin')).toBe('');
});
