import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Results } from '../harness/model/results.ts';
import { cellText } from './markdown/escape-markdown.ts';
import { LONGEST_COMMENT, markdownDocument } from './markdown/markdown-document.ts';
import { sampleRun, unfinishedRun } from './testing/sample-run.ts';

const { results } = sampleRun();
const rowsOf = (text: string): string[] =>
  text.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| |'));

/** The sample many times over, as a large run that fails everywhere. */
const large = (times: number): Results => ({
  ...results,
  scenarios: Array.from({ length: times }, (_, index) =>
    results.scenarios.map((result) => ({ ...result, name: `${result.name}-${index}` })),
  ).flat(),
});

describe('markdown', () => {
  it('begins with what the run came to, and has the worst first', () => {
    const text = markdownDocument(results);
    expect(text.split('\n')[0]).toBe(
      '### ✗ oauth-chaos: 1 unexpected failure, 1 listed failure is gone',
    );
    expect(text).toContain('12 results on 1.123.81, 2.41.1 in 1 min 12 s: 6 pass, 1 fail, 2 known');
    expect(rowsOf(text).map((row) => row.split(' | ')[0])).toEqual([
      '| ✗ fail',
      '| ? inconclusive',
      '| ? inconclusive',
      '| ✗ known failure',
      '| ✗ known failure',
      '| ✓ fixed unexpectedly',
      '| ↷ skipped',
    ]);
  });

  it('says what an operator must do, once', () => {
    const [failure = ''] = rowsOf(markdownDocument(results));
    const cells = failure.split(' | ');
    expect(cells[1]).toBe('<code>rotation/concurrent-refresh</code>');
    expect(cells[2]).toBe('1.123.81');
    expect(cells[4]).toBe('Open the credential and connect the account again. |');
    expect(cells[3]).not.toContain('connect the account again.');
  });

  it('has the commands that run again what is not known', () => {
    const text = markdownDocument(results);
    const commands = text.split('````')[1]?.split('\n').slice(1, -1);
    expect(commands).toEqual([
      'npx --no-install oauth-chaos run rotation/concurrent-refresh --n8n 1.123.81 --seed 42',
      'npx --no-install oauth-chaos run reply/reset-after-commit --n8n 1.123.81 --seed 42',
      'npx --no-install oauth-chaos run reply/reset-after-commit --n8n 2.41.1 --seed 42',
      'npx --no-install oauth-chaos run clock/n8n-ahead --n8n 2.41.1 --seed 42',
    ]);
  });

  it('names what did not run, and is short where everything passed', () => {
    const text = markdownDocument(unfinishedRun('interruption'));
    expect(text).toContain('The run was interrupted.');
    expect(text).toContain('| ○ not run | <code>queue/never-run</code> |');
    const scenarios = results.scenarios.filter(({ verdict }) => verdict === 'pass').slice(0, 3);
    const good = markdownDocument({ ...results, scenarios, exitCode: 0 });
    expect(good).not.toContain('|');
    expect(good).toMatch(/^### ✓ oauth-chaos/);
  });

  it('never becomes longer than a comment may be, and says how many it left out', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 2_000 }), (times, limit) => {
        const run = large(times);
        const text = markdownDocument(run, Math.min(limit, LONGEST_COMMENT));
        expect(text.length).toBeLessThanOrEqual(Math.min(limit, LONGEST_COMMENT));
        const left = Number(/\n(\d+) more did not fit/.exec(text)?.[1] ?? 0);
        expect(rowsOf(text).length + left).toBe(7 * times);
        const unsaid = Number(/\n# and (\d+) more\n/.exec(text)?.[1] ?? 0);
        expect((text.match(/^npx /gm) ?? []).length + unsaid).toBe(4 * times);
      }),
      { numRuns: 40 },
    );
    expect(markdownDocument(large(400)).length).toBeGreaterThan(LONGEST_COMMENT * 0.9);
  });

  it('puts nothing of a text to work', () => {
    expect(cellText('a|b\n<img src=x> @n8n-io #12 [x](y) `z` &amp; \\|')).toBe(
      'a\\|b &lt;img src=x&gt; @&#8203;n8n-io #&#8203;12 \\[x\\](y) \\`z\\` &amp;amp; \\\\\\|',
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(cellText(text)).not.toMatch(/[\n<>]|(?<!\\)(\\\\)*\|/);
      }),
    );
  });
});
