import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Edit } from './edit.ts';
import type { SuiteRun } from './run-suite.ts';
import type { SuiteResults } from './suite-results.ts';
import { tryEdits, type Task, type TryOptions } from './try-edits.ts';

const FILE = 'refresh.js';
const CODE = 'refresh once';

const task = (name: string, replace: string, part: Partial<Edit> = {}): Task => ({
  edit: { name, harm: 'h', file: FILE, search: 'once', replace, near: [], ...part },
  first: ['theme/one'],
  rest: [],
});

const failed = (name: string): SuiteResults['scenarios'][number] => ({
  name,
  verdict: 'fail',
  findings: [{ checker: 'one-refresh', verdict: 'violated' }],
});

let folder: string;
let copies: readonly string[];
const runs: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sabotage-'));
  copies = ['1', '2'].map((name) => join(folder, name));
  for (const copy of copies) {
    mkdirSync(copy);
    writeFileSync(join(copy, FILE), CODE);
  }
  runs.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A suite that fails for `twice`, cannot tell for `never`, and breaks for `crash`. */
async function toySuite({ n8n, topology, scenarios }: SuiteRun): Promise<SuiteResults> {
  const code = readFileSync(join(n8n, FILE), 'utf8');
  runs.push(`${topology}: ${code}`);
  if (code.includes('crash')) throw new Error('no results');
  const verdict = code.includes('twice')
    ? 'fail'
    : code.includes('never')
      ? 'inconclusive'
      : 'pass';
  return {
    scenarios: scenarios.map((name) =>
      verdict === 'fail' ? failed(name) : { name, verdict, findings: [] },
    ),
  };
}

const run = (tasks: readonly Task[], part: Partial<TryOptions> = {}) =>
  tryEdits({
    tasks,
    copies: copies.slice(0, 1),
    output: join(folder, 'out'),
    again: false,
    signal: new AbortController().signal,
    runSuite: toySuite,
    onOutcome: () => {},
    say: () => {},
    ...part,
  });

beforeEach(() => mkdirSync(join(folder, 'out')));

describe('tryEdits', () => {
  it('says of each edit what the suite said, and leaves the copy as it was', async () => {
    const outcomes = await run([
      task('is-caught', 'twice'),
      task('is-noticed', 'never'),
      task('is-missed', 'once!'),
      task('is-broken', 'crash'),
      task('is-old', 'twice', { search: 'thrice' }),
    ]);
    expect(outcomes.map(({ edit, verdict }) => `${edit}: ${verdict}`)).toEqual([
      'is-caught: caught',
      'is-noticed: noticed',
      'is-missed: missed',
      'is-broken: not run',
      'is-old: does not apply',
    ]);
    expect(outcomes[0]?.evidence).toEqual(['theme/one: fail by one-refresh']);
    expect(runs).toEqual([
      'single: refresh once',
      'single: refresh twice',
      'single: refresh never',
      'single: refresh once!',
      'single: refresh crash',
    ]);
    expect(readFileSync(join(copies[0] ?? '', FILE), 'utf8')).toBe(CODE);
  });

  it('runs the rest of the suite when what lies near has not caught it', async () => {
    const outcomes = await run(
      ['once!', 'twice', 'never'].map((replace) => ({
        ...task(`is-${replace.replace('!', '')}`, replace),
        rest: ['theme/two'],
      })),
      {
        async runSuite(suite) {
          const results = await toySuite(suite);
          runs.push(suite.scenarios.join(', '));
          return suite.scenarios.includes('theme/two') && suite.output.includes('is-never')
            ? { scenarios: [failed('theme/two')] }
            : results;
        },
      },
    );
    expect(outcomes.map(({ edit, verdict, evidence }) => [edit, verdict, evidence])).toEqual([
      ['is-twice', 'caught', ['theme/one: fail by one-refresh']],
      ['is-once', 'missed', ['2 scenarios as without the edit']],
      ['is-never', 'caught', ['theme/two: fail by one-refresh']],
    ]);
    const ran = runs
      .filter((line) => !line.includes(':'))
      .map((line) => line.replace('theme/', ''));
    expect(ran).toEqual(['one', 'one', 'one', 'one', 'two', 'two', 'two']);
  });

  it('runs without an edit once for each topology', async () => {
    await run([
      task('a-b', 'twice', { topology: 'queue' }),
      task('c-d', 'never', { topology: 'queue' }),
      task('e-f', 'never'),
    ]);
    expect(runs.filter((line) => line.endsWith('once'))).toEqual([
      'queue: refresh once',
      'single: refresh once',
    ]);
  });

  it('does not go on when nothing ran without an edit', async () => {
    const outcomes = run([task('is-caught', 'twice')], {
      runSuite: async () => ({ scenarios: [] }),
    });
    await expect(outcomes).rejects.toThrow('without an edit, single: no scenario ran');
  });

  it('keeps outcomes, and works out again only what changed or broke', async () => {
    const tasks = [task('is-caught', 'twice'), task('is-broken', 'crash')];
    await run(tasks);
    runs.length = 0;
    const [kept] = await run([tasks[0] ?? task('x-y', '')]);
    expect(kept).toMatchObject({ edit: 'is-caught', verdict: 'caught' });
    expect(runs).toEqual([]);
    await run(tasks);
    expect(runs).toEqual(['single: refresh once', 'single: refresh crash']);
    runs.length = 0;
    await run([task('is-caught', 'never')]);
    expect(runs).toEqual(['single: refresh once', 'single: refresh never']);
    runs.length = 0;
    await run([task('is-caught', 'never')], { again: true });
    expect(runs).toHaveLength(2);
  });

  it('shares the edits among several copies', async () => {
    const names = ['a-a', 'b-b', 'c-c', 'd-d', 'e-e'];
    const outcomes = await run(
      names.map((name) => task(name, 'twice')),
      { copies },
    );
    expect(outcomes.map(({ edit }) => edit).sort()).toEqual(names);
    for (const copy of copies) expect(readFileSync(join(copy, FILE), 'utf8')).toBe(CODE);
  });

  it('undoes the edit when it is interrupted', async () => {
    const stop = new AbortController();
    const interrupted = run([task('is-caught', 'twice'), task('is-noticed', 'never')], {
      signal: stop.signal,
      async runSuite(suite) {
        if (runs.length === 1) stop.abort(new Error('stop'));
        stop.signal.throwIfAborted();
        return toySuite(suite);
      },
    });
    await expect(interrupted).rejects.toThrow('stop');
    expect(readFileSync(join(copies[0] ?? '', FILE), 'utf8')).toBe(CODE);
    expect(runs).toHaveLength(1);
  });
});
