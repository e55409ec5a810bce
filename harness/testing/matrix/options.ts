import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { HarnessError } from '../../model/error.ts';

/** What the user asked `npm run suites` for. */
export interface MatrixOptions {
  /** The file of the matrix. It is made when it is not there. */
  readonly matrix: string;
  /** True to make the matrix anew. */
  readonly again: boolean;
  /** Patterns of scenarios to narrow a matrix to that is made. */
  readonly scenarios: readonly string[];
  /** Processes that make the matrix. */
  readonly jobs: number;
  /** The folder of a run of real n8n, or a file with seconds by scenario. */
  readonly costs: string | undefined;
  /** Outcomes of a sabotage run. */
  readonly sabotage: string | undefined;
  /** Scenarios that have to be in the suite besides. */
  readonly must: readonly string[];
  /** True to choose a suite, false to tell of the one that is `default` now. */
  readonly choose: boolean;
  /** True to write the tables into the docs. */
  readonly write: boolean;
}

/**
 * Reads the arguments of `npm run suites`.
 * @throws HarnessError with exit code 64
 */
export function readOptions(args: readonly string[], root: string): MatrixOptions {
  const values = parse(args);
  const jobs = Number(values.jobs);
  if (!Number.isInteger(jobs) || jobs < 1) throw usage(`--jobs ${values.jobs} is not a number`);
  return {
    matrix: values.matrix ?? join(root, 'reports', 'matrix', 'matrix.json'),
    again: values.again,
    scenarios: values.scenarios ?? [],
    jobs,
    costs: values.costs,
    sabotage: values.sabotage,
    must: values.must ?? [],
    choose: values.choose,
    write: values.write,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        matrix: { type: 'string' },
        again: { type: 'boolean', default: false },
        scenarios: { type: 'string', multiple: true },
        jobs: { type: 'string', default: String(availableParallelism()) },
        costs: { type: 'string' },
        sabotage: { type: 'string' },
        must: { type: 'string', multiple: true },
        choose: { type: 'boolean', default: false },
        write: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}

const usage = (reason: string): HarnessError =>
  new HarnessError('usage', `Could not read the arguments: ${reason}.`, {
    hint: 'npm run suites -- [--choose] [--costs RUN] [--must SCENARIO] [--sabotage DIR] [--matrix FILE] [--again] [--scenarios GLOB] [--jobs N] [--write]',
    exitCode: 64,
  });
