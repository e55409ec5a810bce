import { createColors } from 'picocolors';
import { ownWorkflowHead, ownWorkflowParts } from '../../model/own-workflow-words.ts';
import { printable, printableIn } from '../../model/printable.ts';
import { driverOf, shownSettings, type TargetChoice } from '../../n8n/index.ts';
import { printLine, wantsColours, type CliContext } from '../context.ts';
import type { PreparedPart, PreparedRun } from './prepare-run.ts';

/** Prints what a run would do, for `--dry-run`. */
export function printPlan(prepared: PreparedRun, context: CliContext): void {
  const { parts, options, reporters } = prepared;
  const print = (line?: string): void => printLine(context, line);
  configLine(prepared).forEach((line) => print(line));
  if (parts.length === 0) print('0 scenarios');
  for (const part of parts) printPart(part, context);
  print(`seed: ${options.seed}`);
  print(
    `reporters: ${reporters.map(({ definition, path }) => (path === undefined ? definition.name : `${definition.name}=${path}`)).join(', ')}`,
  );
  print('Nothing was started (--dry-run).');
}

/** What one part of a run would do. */
function printPart(part: PreparedPart, context: CliContext): void {
  const { bold, dim } = createColors(wantsColours(context));
  const { scenarios, shard, targets, options, project, own } = part;
  const print = (line?: string): void => printLine(context, line);
  if (project !== undefined) {
    print(bold(`Project ${project}`));
    print();
  }
  for (const { scenario, words, expect } of scenarios) {
    const { name, title, told } = printableIn({ ...scenario, told: words });
    print(`${bold(name)}  ${dim(title)}`);
    told.forEach((step, index) => print(`  ${index + 1}. ${step}`));
    print(
      `  → ${expect.recovery}${expect.remedy === undefined ? '' : ` (${expect.remedy})`} within ${expect.withinMs / 1000} s`,
    );
    print();
  }
  ownLines(part).forEach((line) => print(line));
  print(
    `${scenarios.length} scenario${scenarios.length === 1 ? '' : 's'}${shard === undefined ? '' : ` of shard ${shard.index}/${shard.count}`}, each ${options.repeat}×`,
  );
  print(`targets: ${targets.map(describeTarget).join(', ')}`);
  askedLines(targets).forEach((line) => print(line));
  const settings = Object.entries(
    shownSettings(
      targets.find(({ deployment }) => deployment !== undefined)?.deployment?.settings ?? {},
    ),
  );
  if (settings.length > 0)
    print(`settings of n8n: ${settings.map(([name, value]) => `${name}=${value}`).join(', ')}`);
  print(
    `baseline: ${options.baseline ?? (own === undefined ? 'of each n8n version' : 'none, since the workflow is your own')}`,
  );
  for (const { text, what } of targets) {
    const intention = driverOf(text).intention?.(what, scenarios.length);
    if (intention !== undefined) print(intention);
  }
  if (project !== undefined) print();
}

/** Which configuration was read, and what of it runs; nothing without one. */
export const configLine = ({ config, parts }: PreparedRun): readonly string[] => {
  if (config === undefined) return [];
  const names = parts.flatMap(({ project }) => project ?? []);
  return [
    `Configuration ${config}${names.length === 0 ? '' : `, project${names.length === 1 ? '' : 's'} ${names.join(', ')}`}`,
  ];
};

/** What was made of the user's own workflow, and an empty line; nothing without one. */
function ownLines({ own }: PreparedPart): readonly string[] {
  if (own === undefined) return [];
  return [
    ownWorkflowHead(own.told),
    ...ownWorkflowParts(own.told).flatMap(({ heading, lines }) => [
      `  ${heading}`,
      ...lines.map((line) => `  - ${line}`),
    ]),
    '',
  ].map(printable);
}

/** Which n8n a text means that names no version, and why: one line for each such text. */
export const askedLines = (targets: readonly TargetChoice[]): readonly string[] => [
  ...new Set(
    targets.flatMap(({ text, what, because }) =>
      because === undefined ? [] : [`--n8n ${text} is ${what}, ${because}.`],
    ),
  ),
];

function describeTarget({ text, what, deployment }: TargetChoice): string {
  const name = text === what ? text : `${text} = ${what}`;
  if (deployment === undefined) return name;
  const { topology, workers } = deployment;
  return `${name} (${topology}${topology === 'queue' ? `, ${workers} worker${workers === 1 ? '' : 's'}` : ''})`;
}
