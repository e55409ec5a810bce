import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { HarnessError } from '../../model/error.ts';
import { globMatcher } from '../../model/glob.ts';
import { DEFAULT_SUITE } from '../../plan/load-suites.ts';
import type { Edit } from './edit.ts';

/** What the user asked `npm run sabotage` for. */
export interface SabotageOptions {
  readonly edits: readonly Edit[];
  /** The suite that has to notice the edits. */
  readonly suite: string;
  /** Patterns of scenarios to narrow the suite to. */
  readonly scenarios: readonly string[];
  /** True to run for each edit only the scenarios near it. */
  readonly narrow: boolean;
  /** Copies of n8n that are worked on at the same time. */
  readonly jobs: number;
  /** True to run also what has an outcome already. */
  readonly again: boolean;
  readonly list: boolean;
  readonly output: string;
}

/**
 * Reads the arguments of `npm run sabotage`.
 * @throws HarnessError with exit code 64
 */
export function readOptions(
  args: readonly string[],
  all: readonly Edit[],
  root: string,
): SabotageOptions {
  const { values } = parse(args);
  const jobs = Number(values.jobs);
  if (!Number.isInteger(jobs) || jobs < 1) throw usage(`--jobs ${values.jobs} is not a number`);
  const wanted = (values.only ?? []).map((pattern) => {
    const matches = globMatcher(pattern);
    const found = all.filter(({ name }) => matches(name));
    if (found.length === 0) throw usage(`there is no edit '${pattern}'`);
    return found;
  });
  return {
    edits: values.only === undefined ? all : [...new Set(wanted.flat())],
    suite: values.suite,
    scenarios: values.scenarios ?? [],
    narrow: values.narrow,
    jobs,
    again: values.again,
    list: values.list,
    output: values.output ?? join(root, 'reports', 'sabotage'),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        only: { type: 'string', multiple: true },
        suite: { type: 'string', default: DEFAULT_SUITE },
        scenarios: { type: 'string', multiple: true },
        narrow: { type: 'boolean', default: false },
        jobs: { type: 'string', default: '1' },
        again: { type: 'boolean', default: false },
        list: { type: 'boolean', default: false },
        output: { type: 'string' },
      },
    });
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}

const usage = (reason: string): HarnessError =>
  new HarnessError('usage', `Could not read the arguments: ${reason}.`, {
    hint: 'npm run sabotage -- [--only NAME] [--suite NAME] [--narrow] [--scenarios GLOB] [--jobs N] [--again] [--output DIR] [--list]',
    exitCode: 64,
  });
