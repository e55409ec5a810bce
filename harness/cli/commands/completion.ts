import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import tab from '@bomb.sh/tab/commander';
import type { Command } from 'commander';
import { TOPOLOGIES } from '../../n8n/index.ts';
import { RUNS } from '../arguments/run-options.ts';
import { openConfig, type ConfigOption } from '../config/open-config.ts';
import type { CliContext } from '../context.ts';

/** A kind of name that can be completed. */
type Names = () => Promise<readonly string[]>;

/**
 * `oauth-chaos completion`, which prints what a shell has to read once, and the hidden `complete`,
 * which the shell asks at every Tab. Must be added after all other commands, because it learns them
 * from the program.
 */
export function addCompletionCommand(program: Command, context: CliContext): void {
  const known = tab(program, { completionCommandName: 'completion' });
  const command = (name: string): Command | undefined =>
    program.commands.find((one) => one.name() === name);
  command('completion')?.description(
    'prints what a shell needs to complete commands, scenarios and all other names at a Tab (bash: with its package bash-completion)',
  );
  command('complete')?.hook('preAction', async (_complete, { args: asked }) => {
    for (const [of, name, names] of completed(context, asked)) {
      if (!asked.join(' ').startsWith(`${of} `)) continue;
      const found = await names().catch(() => []);
      const part = known.commands.get(of);
      const place = name.startsWith('--')
        ? part?.options.get(name.slice(2))
        : part?.arguments.get(name);
      if (place !== undefined)
        place.handler = (complete) => found.forEach((one) => complete(one, ''));
    }
  });
}

/** Which configuration the words name that have been written so far. */
function configIn(words: readonly string[]): ConfigOption {
  const index = words.lastIndexOf('--config');
  const next = index === -1 ? undefined : words[index + 1];
  return words.includes('--no-config') ? { config: false } : { config: next ?? true };
}

/** What is completed besides commands and options: command, argument or option, and its values. */
function completed(
  context: CliContext,
  asked: readonly string[],
): readonly (readonly [string, string, Names])[] {
  const { backend, cwd } = context;
  const named = async (all: Promise<readonly { readonly name: string }[]>) =>
    (await all).map(({ name }) => name);
  const scenarios: Names = async () => {
    const names = await named(backend.catalog().then((catalog) => catalog.scenarios));
    return [...new Set(names.map((name) => `${name.split('/')[0]}/*`)), ...names];
  };
  const files: Names = async () =>
    (await readdir(cwd)).filter((name) => /\.(ya?ml|json)$/.test(name));
  const folders: Names = async () =>
    (await readdir(cwd, { withFileTypes: true }))
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name);
  const databases: Names = async () =>
    (await readdir(cwd)).filter((name) => name.endsWith('.sqlite'));
  const versions: Names = async () =>
    (await backend.installer.list()).map(({ version }) => version);
  const runs: Names = async () => ['latest', ...(await readdir(join(cwd, RUNS)).catch(() => []))];
  const presets: Names = () => named(backend.presets());
  const projects: Names = async () =>
    ((await openConfig(configIn(asked), context))?.config.projects ?? []).map(({ name }) => name);
  return [
    ['run', 'scenario', async () => [...(await scenarios()), ...(await files())]],
    ['run', '--n8n', async () => ['latest', ...(await versions())]],
    ['run', '--topology', async () => TOPOLOGIES],
    ['run', '--suite', async () => Object.keys((await backend.catalog()).suites)],
    ['run', '--reporter', () => named(backend.reporters())],
    ['run', '--project', projects],
    ['run', '--baseline', async () => ['none', ...(await files())]],
    [
      'show',
      'name',
      async () => [
        ...(await scenarios()),
        ...(await named(backend.faults())),
        ...(await presets()),
        ...(await named(backend.checkers())),
        ...(await named(backend.reporters())),
      ],
    ],
    ['config print', '--project', projects],
    ['plan', 'scenario', scenarios],
    ['plan', '--n8n', async () => ['latest', ...(await versions())]],
    ['explain', '--n8n', versions],
    ['merge', '--reporter', () => named(backend.reporters())],
    ['recheck', 'run', runs],
    ['report', 'run', runs],
    ['report', '--reporter', () => named(backend.reporters())],
    ['doctor', '--export', folders],
    ['doctor', '--database', databases],
    ['provider', '--preset', presets],
    ['n8n remove', 'version', versions],
  ];
}
