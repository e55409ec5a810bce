import type { Command } from 'commander';
import { stringify } from 'yaml';
import type { Checker } from '../../model/checker.ts';
import { didYouMean } from '../../model/did-you-mean.ts';
import type { ExitCode } from '../../model/exit-code.ts';
import type { Scenario } from '../../model/scenario.ts';
import { usageError } from '../../model/usage-error.ts';
import type { FaultEntry, StepEntry } from '../backend/backend.ts';
import { printLine, type CliContext } from '../context.ts';
import { describeOptions } from '../terminal/describe-options.ts';
import { asTyped } from '../terminal/own-command.ts';
import { presetText } from '../terminal/preset-text.ts';
import { table } from '../terminal/table.ts';

const KINDS = ['scenario', 'fault', 'step', 'preset', 'checker', 'reporter'] as const;
type Kind = (typeof KINDS)[number];

/**
 * Reads the arguments: a name, and the kind of thing when it was given.
 * @throws HarnessError `usage` on an unknown kind
 */
function readWords(words: readonly string[]): {
  readonly name: string;
  readonly is: (kind: Kind) => boolean;
} {
  const [first = '', second] = words;
  const isKind = KINDS.some((kind) => kind === first);
  if (second === undefined) {
    if (isKind)
      throw usageError(
        `Could not show '${first}': that is a kind of thing, and its name is missing.`,
        `For example: oauth-chaos show ${first} NAME. The names: oauth-chaos list ${first}s`,
      );
    return { name: first, is: () => true };
  }
  if (words.length === 2 && isKind) return { name: second, is: (kind) => kind === first };
  if (isKind)
    throw usageError(
      `Could not show '${words.join(' ')}': one name at a time.`,
      `For example: oauth-chaos show ${first} ${second}`,
    );
  throw usageError(
    `Could not show '${words.join(' ')}': '${first}' is no kind of thing.`,
    `${sentence(didYouMean(first, [...KINDS]))} Kinds are ${KINDS.join(', ')}.`,
  );
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `oauth-chaos show` */
export function addShowCommand(
  program: Command,
  context: CliContext,
  finish: (code: ExitCode) => void,
): void {
  program
    .command('show')
    .description(
      'shows one scenario (as a file to start from), fault, step of a plan, provider preset, checker or reporter',
    )
    .argument(
      '<name...>',
      `as \`list\` prints it; its kind may stand before it (choices: ${KINDS.join(', ')})`,
    )
    .action(async (words: readonly string[]) => {
      const { name, is } = readWords(words);
      const { backend } = context;
      const scenarios = is('scenario') ? (await backend.catalog()).scenarios : [];
      const faults = is('fault') ? await backend.faults() : [];
      const steps = is('step') ? await backend.steps() : [];
      const presets = is('preset') ? await backend.presets() : [];
      const checkers = is('checker') ? await backend.checkers() : [];
      const reporters = is('reporter') ? await backend.reporters() : [];
      const scenario = scenarios.filter((one) => one.name === name).map(scenarioText);
      const others = [
        ...faults.filter((one) => one.name === name).map(faultText),
        ...steps
          .filter((one) => one.name === name)
          .map(stepText)
          .map((lines) => lines.map((line) => asTyped(line, context))),
        ...presets.filter((one) => one.name === name).map(presetText),
        ...checkers.filter((one) => one.name === name).map(checkerText),
        ...reporters
          .filter((one) => one.name === name)
          .map((reporter) => [`${reporter.name} (reporter)`, reporter.summary]),
      ];
      // A fault may have the same name as a scenario. The fault is then printed as a comment, so
      // that the output is still a scenario file for `run`.
      const found = [
        ...scenario,
        ...(scenario.length > 0
          ? others.map((lines) => lines.map((line) => `# ${line}`.trimEnd()))
          : others),
      ];
      if (found.length === 0) {
        const hint = didYouMean(
          name,
          [...scenarios, ...faults, ...steps, ...presets, ...checkers, ...reporters].map(
            (one) => one.name,
          ),
        );
        throw usageError(
          `Could not find '${name}': no scenario, fault, step, preset, checker or reporter has this name.`,
          sentence(hint),
        );
      }
      found.forEach((lines, index) =>
        [...(index > 0 ? [''] : []), ...lines].forEach((line) => printLine(context, line)),
      );
      finish(0);
    });
}

/** A scenario as YAML that `run` accepts, so that a user can copy and change it. */
const scenarioText = (scenario: Scenario): readonly string[] =>
  stringify({ ...scenario, why: scenario.why.replaceAll('\n', ' ') }, { lineWidth: 110 })
    .trimEnd()
    .split('\n');

function faultText(fault: FaultEntry): readonly string[] {
  const options = describeOptions(fault.options);
  return [
    `${fault.name} (fault, ${fault.actsOn})`,
    fault.summary,
    '',
    ...(options.length === 0
      ? ['No options.']
      : ['Options:', ...table(options).map((line) => `  ${line}`)]),
    ...(fault.seenInTheWild.length === 0
      ? []
      : ['', 'Seen in the wild:', ...fault.seenInTheWild.map((link) => `  ${link}`)]),
  ];
}

/** A step and its options; what a step does to a fault depends on which fault it is. */
function stepText({ name, summary, schema }: StepEntry): readonly string[] {
  const options = describeOptions(schema).filter(([of]) => of !== 'do');
  const none =
    'properties' in schema
      ? 'No options.'
      : 'Options: the name of a fault, and its options. They are in: oauth-chaos show fault NAME';
  return [
    `${name} (step)`,
    summary,
    '',
    ...(options.length === 0 ? [none] : ['Options:', ...table(options).map((line) => `  ${line}`)]),
  ];
}

const checkerText = ({ name, invariant, basis }: Checker): readonly string[] => [
  `${name} (checker)`,
  invariant,
  '',
  `Basis: ${basis}`,
];
