import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Advice } from '../harness/model/advice.ts';
import type { Results } from '../harness/model/results.ts';
import { adviceReporter } from './advice.ts';
import { adviceDocument } from './advice/advice-document.ts';
import { adviceLines } from './advice/advice-lines.ts';
import { sampleContext } from './testing/report-context.ts';
import { sampleRun } from './testing/sample-run.ts';

const run = sampleRun();
const trial = (scenario: string, remedy: string) => ({
  scenario,
  asks: 'Does it help?',
  shows: { remedy: [remedy] },
});
const helped = run.results.scenarios.find(({ recovery }) => recovery.remedy !== undefined);
const scenario = helped?.name ?? '';
const remedy = helped?.recovery.remedy ?? '';

const advice: Advice[] = [
  { about: 'A', kind: 'fix', claim: 'Do what helps.', trials: [trial(scenario, remedy)] },
  {
    about: 'A',
    kind: 'fix',
    claim: 'Do what | does not.',
    trials: [trial(scenario, 'nothing'), trial('guide/not-run', 'nothing')],
    instead: 'Do the other thing.',
  },
  { about: 'B', kind: 'answer', claim: 'Look there.', trials: [], untried: 'Nobody looks yet.' },
  { about: 'B', kind: 'answer', claim: 'There is a switch.', trials: [], field: 'auto.*refresh' },
];
const results: Results = {
  ...run.results,
  targets: run.results.targets.map((target) => ({ ...target, credentialFields: ['clientId'] })),
  advice,
};

describe('advice', () => {
  it('is a table of claims with a verdict for each target, and what was seen', () => {
    const text = adviceDocument(results);
    expect(text.match(/^## .*/gm)).toEqual(['## A', '## B']);
    expect(text).toContain('|  | What guides say | 1.123.81 | 2.41.1 | Instead |');
    expect(text).toMatch(/^\| fix \| Do what helps\. \|.*✓ holds.* \| {2}\|$/m);
    expect(text).toMatch(/Do what \\\| does not\..*✗ does not hold \(1 of 2 tried\).*Do the other/);
    expect(text).toContain(
      '| answer | Look there. | – not tried | – not tried | Nobody looks yet. |',
    );
    expect(text).toContain('✗ never existed');
    expect(text).toContain(`<code>${scenario}</code>: Does it help? yes.`);
    expect(text).toContain('<code>guide/not-run</code>: Does it help? not run');
  });

  it('in a terminal has the reasons of what does not hold, and what works instead', () => {
    const lines = adviceLines(results);
    expect(lines).toContain('  ✗ Do what | does not.');
    expect(lines).toContain('    Instead: Do the other thing.');
    expect(lines.filter((line) => line.includes('Does it help? no.')).length).toBeGreaterThan(0);
    expect(lines.some((line) => line.includes('Does it help? yes.'))).toBe(false);
  });

  it('that asks for more than is needed says what was enough', () => {
    const rungs = ['wait', 'recreate'].map((remedy, index) => ({
      remedy,
      act: remedy,
      gave: index === 0 ? ('worked' as const) : ('not needed' as const),
    }));
    const climbed = results.scenarios.map((result) => ({
      ...result,
      verdict: 'pass' as const,
      recovery: { ...result.recovery, observed: 'after-remedy' as const, remedy: 'wait', rungs },
    }));
    const told = {
      ...results,
      scenarios: climbed,
      advice: [
        {
          about: 'A',
          kind: 'fix' as const,
          claim: 'Delete it.',
          trials: [{ scenario, asks: 'Is it needed?', shows: { lightest: 'recreate' } }],
          doctor: ['retry-on-fail'],
        },
      ],
    };
    expect(adviceDocument(told)).toContain('does not hold, heavier than needed: wait was enough');
    expect(adviceLines(told)).toContain(
      '    fix: does not hold, heavier than needed: wait was enough',
    );
    expect(adviceLines(told)).toContain('    oauth-chaos doctor looks at it: retry-on-fail.');
  });

  it('of a run that tries none says so', () => {
    const { advice: _, ...older } = run.results;
    expect(adviceDocument(older)).toContain('No scenario of this run');
    expect(adviceLines(older)).toEqual([]);
  });

  it('is a file in the folder of the run, or elsewhere without words in the terminal', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'advice-report-'));
    try {
      for (const path of [undefined, join(folder, 'elsewhere.md')]) {
        const context = sampleContext(run, folder, path);
        const files = await adviceReporter.create(context).onRunEnd?.(results, context);
        expect(files).toHaveLength(1);
        expect(readFileSync(files?.[0] ?? '', 'utf8')).toContain('# Advice, tried');
        expect(context.printed.includes('A')).toBe(path === undefined);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
