import type { Baseline, BaselineEntry } from '../harness/model/baseline.ts';
import type { Finding } from './findings.ts';

/** What an issue about a finding tells, in this order. */
const SECTIONS = [
  'What happens',
  'Steps to reproduce',
  'Expected',
  'Instead',
  'Cause',
  'What would mend it',
  'Meanwhile',
];

/** Lines that a finding's text may have, so that somebody reads it. */
const MOST_LINES = 30;

/** What findings are compared with. */
export interface Known {
  /** Names of scenarios that there are. */
  readonly scenarios: readonly string[];
  /** The newest first. */
  readonly baselines: readonly Baseline[];
}

/**
 * What is wrong with a list of findings: entries of the newest baseline that none or several of
 * them explain, findings that no baseline knows, commands that would not run.
 */
export const findingProblems = (findings: readonly Finding[], known: Known): readonly string[] => [
  ...unexplained(findings, known),
  ...findings.flatMap((finding) =>
    [...scenarioProblems(finding, known), ...textProblems(finding, known)].map(
      (problem) => `${finding.slug}: ${problem}`,
    ),
  ),
];

function unexplained(findings: readonly Finding[], { baselines }: Known): readonly string[] {
  const [newest] = baselines;
  const names = new Set(newest?.known.map(({ scenario }) => scenario));
  return [...names].flatMap((name) => {
    const by = findings.filter(({ scenarios }) => scenarios.includes(name));
    if (by.length === 1) return [];
    const what = by.length === 0 ? 'no finding' : by.map(({ slug }) => slug).join(' and ');
    return [`${name}, which fails on ${newest?.n8n}, is explained by ${what}`];
  });
}

const entriesOf = (scenario: string, baselines: readonly Baseline[]): readonly BaselineEntry[] =>
  baselines.flatMap(({ known }) => known.filter((entry) => entry.scenario === scenario));

const scenarioProblems = (
  { scenarios: names }: Finding,
  { scenarios, baselines }: Known,
): readonly string[] =>
  names.flatMap((name, index) => {
    if (names.indexOf(name) !== index) return [`names ${name} twice`];
    if (!scenarios.includes(name)) return [`there is no scenario '${name}'`];
    return entriesOf(name, baselines).length === 0
      ? [`${name} is a known failure of no version`]
      : [];
  });

function textProblems({ scenarios, text }: Finding, known: Known): readonly string[] {
  const sections = [...text.matchAll(/^### (.+)$/gm)].map(([, title]) => title);
  const lines = text.trim().split('\n').length;
  const commands = [...text.matchAll(/npx n8n-oauth-chaos run ([^`]*)/g)].map(
    ([, words = '']) => words,
  );
  return [
    ...(sections.join() === SECTIONS.join() ? [] : [`has not the sections ${SECTIONS.join(', ')}`]),
    ...(lines > MOST_LINES ? [`has ${lines} lines, which are more than ${MOST_LINES}`] : []),
    ...(commands.length === 0 ? ['has no command that shows it'] : []),
    ...commands.flatMap((command) => commandProblems(command, scenarios, known)),
  ];
}

/** Where a command runs a scenario; without the option in one process. */
const topologyOf = (command: string): string => /--topology (\w+)/.exec(command)?.[1] ?? 'single';

function commandProblems(
  command: string,
  [minimal = '']: readonly string[],
  { baselines }: Known,
): readonly string[] {
  const [scenario = ''] = command.split(' ');
  const version = /--n8n (\S+)/.exec(command)?.[1];
  const baseline = baselines.find(({ n8n }) => n8n === version);
  const entries = baseline === undefined ? [] : entriesOf(minimal, [baseline]);
  const topology = topologyOf(command);
  const fails = entries.some(({ topologies }) => topologies?.some((t) => t === topology) !== false);
  return [
    ...(scenario === minimal ? [] : [`runs '${scenario}', and not ${minimal}`]),
    ...(fails ? [] : [`runs on ${version} ${topology}, where ${minimal} is no known failure`]),
    ...(command.includes('--baseline none') ? [] : ['runs with a baseline, which excuses it']),
  ];
}
