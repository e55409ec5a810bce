import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { execa } from 'execa';
import { parse } from 'yaml';
import { filledIn, holds, type Context } from './expression.ts';

type Texts = Readonly<Record<string, string>>;

interface Step {
  readonly id?: string;
  readonly name: string;
  readonly if?: string;
  readonly uses?: string;
  readonly with?: Texts;
  readonly run?: string;
  readonly env?: Texts;
  readonly 'working-directory'?: string;
}

interface Composite {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

/** What became of a step; `left out` are those of others (`uses`), with what they were given. */
export interface StepResult {
  readonly name: string;
  readonly outcome: 'success' | 'failure' | 'skipped' | 'left out';
  readonly output: string;
  readonly uses?: string;
  readonly with?: Texts;
}

/** What became of an action. */
export interface ActionResult {
  readonly steps: readonly StepResult[];
  readonly outputs: Texts;
  /** What the steps have written into the summary of the job. */
  readonly summary: string;
  /** Exit code of the first step that failed; 0 without one. */
  readonly exitCode: number;
}

export interface RunCompositeOptions {
  readonly inputs?: Texts;
  /** The checkout of the workflow. */
  readonly workspace: string;
  /** The runner's folder for temporary files. */
  readonly temp: string;
  readonly env: Texts;
  /** Outputs of the steps of others, by their ids. */
  readonly others?: Readonly<Record<string, Texts>>;
  readonly job?: string;
  readonly jobIndex?: string;
}

/** What runs on, from step to step. */
interface State {
  readonly steps: StepResult[];
  outputs: Record<string, Context>;
  env: Record<string, string>;
  summary: string;
  exitCode: number;
}

/**
 * Runs the `run` steps of a composite action in their order, as GitHub's runner does: a shell for
 * each, expressions, the files for outputs, variables, PATH and the summary, and what follows a
 * failure. Steps that use actions of others are left out and told.
 */
export async function runComposite(
  file: string,
  options: RunCompositeOptions,
): Promise<ActionResult> {
  const action = parse(readFileSync(file, 'utf8')) as Composite;
  const { workspace, temp, others = {}, job = 'test', jobIndex = '0' } = options;
  const defaults = Object.entries(action.inputs).map(([name, input]) => [
    name,
    options.inputs?.[name] ?? input.default ?? '',
  ]);
  const state: State = { steps: [], outputs: {}, env: {}, summary: '', exitCode: 0 };
  const fixed: Context = {
    inputs: Object.fromEntries(defaults) as Context,
    github: { job, workspace, action_path: dirname(file) },
    runner: { os: 'Linux', arch: 'X64', temp },
    strategy: { 'job-index': jobIndex },
  };
  const contexts = (): Context => ({ ...fixed, steps: state.outputs, env: state.env });
  for (const step of action.runs.steps) {
    const runs = holds(step.if ?? 'success()', contexts(), state.exitCode === 0);
    if (!runs) state.steps.push({ name: step.name, outcome: 'skipped', output: '' });
    else if (step.run === undefined) leaveOut(step, state, contexts(), others);
    else await runStep(step, state, contexts(), { ...options, actionPath: dirname(file) });
  }
  const outputs = Object.entries(action.outputs).map(([name, { value }]) => [
    name,
    filledIn(value, contexts()),
  ]);
  const { steps, summary, exitCode } = state;
  return { steps, outputs: Object.fromEntries(outputs) as Texts, summary, exitCode };
}

const filledInAll = (texts: Texts, contexts: Context): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, filledIn(text, contexts)]));

function leaveOut(
  { id, name, uses = '', with: given = {} }: Step,
  state: State,
  contexts: Context,
  others: Readonly<Record<string, Texts>>,
): void {
  if (id !== undefined) state.outputs[id] = { outputs: others[id] ?? {} };
  const told = { uses, with: filledInAll(given, contexts) };
  state.steps.push({ name, outcome: 'left out', output: '', ...told });
}

async function runStep(
  step: Step,
  state: State,
  contexts: Context,
  options: RunCompositeOptions & { readonly actionPath: string },
): Promise<void> {
  const { workspace, temp, env, actionPath } = options;
  mkdirSync(temp, { recursive: true });
  const folder = mkdtempSync(join(temp, '_runner-'));
  const file = (name: string, text = ''): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const files = {
    GITHUB_OUTPUT: file('output'),
    GITHUB_ENV: file('env'),
    GITHUB_PATH: file('path'),
    GITHUB_STEP_SUMMARY: file('summary'),
  };
  const script = file('step.sh', filledIn(step.run ?? '', contexts));
  const { exitCode = 1, all } = await execa(
    'bash',
    ['--noprofile', '--norc', '-eo', 'pipefail', script],
    {
      cwd: resolve(workspace, filledIn(step['working-directory'] ?? '.', contexts)),
      all: true,
      reject: false,
      stdin: 'ignore',
      extendEnv: false,
      env: {
        ...env,
        ...state.env,
        CI: 'true',
        GITHUB_ACTIONS: 'true',
        GITHUB_ACTION_PATH: actionPath,
        GITHUB_WORKSPACE: workspace,
        RUNNER_TEMP: temp,
        RUNNER_OS: 'Linux',
        RUNNER_ARCH: 'X64',
        ...files,
        ...filledInAll(step.env ?? {}, contexts),
      },
    },
  );
  const read = (name: keyof typeof files): string => readFileSync(files[name], 'utf8');
  const succeeded = exitCode === 0;
  state.steps.push({
    name: step.name,
    outcome: succeeded ? 'success' : 'failure',
    output: all,
  });
  if (!succeeded && state.exitCode === 0) state.exitCode = exitCode;
  if (step.id !== undefined)
    state.outputs[step.id] = { outputs: assignments(read('GITHUB_OUTPUT')) };
  takeOver(read, state, env['PATH']);
}

/** What a step has left for the steps after it. */
function takeOver(
  read: (name: 'GITHUB_ENV' | 'GITHUB_PATH' | 'GITHUB_STEP_SUMMARY') => string,
  state: State,
  given = '',
): void {
  Object.assign(state.env, assignments(read('GITHUB_ENV')));
  const added = read('GITHUB_PATH')
    .split('\n')
    .filter((line) => line !== '')
    .toReversed();
  if (added.length > 0) state.env['PATH'] = [...added, state.env['PATH'] ?? given].join(delimiter);
  state.summary += read('GITHUB_STEP_SUMMARY');
}

/** Reads `name=value` and `name<<END … END`, as steps write them. @throws Error for other lines */
export function assignments(text: string): Texts {
  const all: Record<string, string> = {};
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const several = /^([^=]+?)<<(.+)$/.exec(line);
    if (several !== null) {
      const [, name = '', end = ''] = several;
      const last = lines.indexOf(end, at + 1);
      if (last < 0) throw new Error(`'${name}' has no end: ${end}`);
      all[name] = lines.slice(at + 1, last).join('\n');
      at = last;
    } else if (line !== '') {
      const [, name, value] = /^([^=]+)=(.*)$/.exec(line) ?? [];
      if (name === undefined || value === undefined) throw new Error(`Not an assignment: ${line}`);
      all[name] = value;
    }
  }
  return all;
}
