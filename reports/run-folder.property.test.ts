import { execFileSync, spawn } from 'node:child_process';
import { lstatSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { createBackend } from '../harness/cli/backend/create-backend.ts';
import { runProgram } from '../harness/cli/run-program.ts';
import { keeping } from '../harness/cli/testing/run-cli.ts';
import { actsOnTerminal } from '../mock-provider/testing/fuzz/acts-on-terminal.ts';
import { fuzzRuns } from '../mock-provider/testing/fuzz/fuzz-runs.ts';
import { computing, Tally } from '../mock-provider/testing/fuzz/tally.ts';
import { diagnosisViews } from './doctor/index.ts';
import { reporters } from './index.ts';
import {
  doctor,
  doctoring,
  REPORTS,
  type Doctoring,
  type Outside,
} from './testing/doctored-run.ts';
import { filesBelow, runIntoFolder, writeFolder, type FolderFiles } from './testing/run-folder.ts';
import { trendViews } from './trend/index.ts';

const RUNS = fuzzRuns(150);
/** Stands in every file outside of the runs, so that what was read there is seen. */
const CANARY = 'canary-of-somebody-else';

const backend = {
  ...createBackend({
    scenarioFolder: join(import.meta.dirname, '../scenarios'),
    reporters: async () => reporters,
    trendViews: async () => trendViews,
    diagnosisViews: async () => diagnosisViews,
  }),
  removeLeftovers: async () => [],
};

/** Carries out a command line as the program does, with the real backend. */
async function oauthChaos(cwd: string, args: readonly string[]) {
  const [out, err] = [keeping(), keeping()];
  const { value: code, ms } = await computing(() =>
    runProgram(args, {
      cwd,
      env: {},
      out,
      err,
      backend,
      readInput: async () => '',
      signal: new AbortController().signal,
      holdSignals: () => ({ [Symbol.dispose]: () => undefined }),
    }),
  );
  return { code, ms, out: out.text(), err: err.text() };
}

/** Whoever opens the pipe reads the canary from it; how often that was. */
function watchedPipe(path: string): { readonly opened: () => number } {
  execFileSync('mkfifo', [path]);
  const script = 'while echo "$1" > "$2"; do echo opened; done';
  const feeder = spawn('sh', ['-c', script, 'sh', CANARY, path]);
  let opened = 0;
  feeder.stdout.on('data', (data) => (opened += String(data).split('\n').length - 1));
  onTestFinished(() => void feeder.kill('SIGKILL'));
  return { opened: () => opened };
}

/** The same files, with the canary wherever a name of the run stands. */
const asOfSomebodyElse = (files: FolderFiles): FolderFiles =>
  new Map(
    [...files].map(([name, text]) => [
      name,
      text.replaceAll(/reference-correct|reference-storm|20261123-165412-ab3f/g, CANARY),
    ]),
  );

const COMMANDS = [
  [
    'report',
    'run',
    ...['html', 'junit', 'ctrf', 'markdown', 'har', 'list'].flatMap((name) => ['--reporter', name]),
  ],
  ['report', 'run', '--reporter', 'json=-'],
  ['recheck', 'run'],
  ['recheck', 'run', '--baseline', 'none', '--write'],
];
const CODES: readonly number[] = [0, 1, 2, 3, 64, 75, 130];

test('whatever the folder of a run holds, it is judged and shown, or refused', async () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'doctored-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const files = await runIntoFolder(join(folder, 'origin'));
  const outside: Outside = { run: join(folder, 'outside'), pipe: join(folder, 'pipe') };
  const pipe = watchedPipe(outside.pipe);
  writeFolder(outside.run, asOfSomebodyElse(files));
  const untouched = filesBelow(outside.run);
  const tally = new Tally('folders of runs', RUNS);

  const tryOne = async (changes: readonly Doctoring[]): Promise<void> => {
    const cwd = join(folder, 'cwd');
    rmSync(cwd, { recursive: true, force: true });
    mkdirSync(cwd);
    writeFolder(join(cwd, 'run'), files);
    for (const change of changes) doctor(join(cwd, 'run'), outside, change);
    const opened = pipe.opened();
    for (const args of COMMANDS) {
      const { code, ms, out, err } = await oauthChaos(cwd, args);
      const what = `${args.join(' ')} after ${JSON.stringify(changes).slice(0, 2_000)}`;
      tally.add(`${args[0]} ${code}`, ms, what);
      if (!CODES.includes(code) || err.includes('internal-error'))
        tally.complain(`exit code ${code}, ${err.slice(0, 200)}`, `${what}\n${out}\n${err}`);
      if (code === 64 && !/^code: [a-z-]+/m.test(err)) tally.complain('no code', `${what}\n${err}`);
      if (actsOnTerminal(err) || (!args.includes('json=-') && actsOnTerminal(out)))
        tally.complain('control characters', `${what}\n${out}\n${err}`);
      if ((out + err).includes(CANARY)) tally.complain('read outside', `${what}\n${out}\n${err}`);
    }
    const changed = JSON.stringify(changes);
    await new Promise((resolve) => setImmediate(resolve));
    if (pipe.opened() > opened) tally.complain('opened a pipe', changed);
    for (const name of ['results.json', ...REPORTS]) {
      const written = join(cwd, 'run', name);
      if (lstatSync(written, { throwIfNoEntry: false })?.isFile() !== true) continue;
      if (readFileSync(written, 'utf8').includes(CANARY))
        tally.complain(`${name} holds what was read outside`, changed);
    }
  };

  const cases = fc.array(doctoring([...files.keys()]), { minLength: 1, maxLength: 3 });
  for (const changes of fc.sample(cases, RUNS)) await tryOne(changes);
  tally.check();
  const now = filesBelow(outside.run);
  expect([...now.keys()]).toEqual([...untouched.keys()]);
  expect([...now].filter(([name, text]) => untouched.get(name) !== text)).toEqual([]);
});
