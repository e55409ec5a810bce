import { createColors } from 'picocolors';
import type { Diagnosis, DiagnosisFinding, NotLookedAt } from '../../harness/model/diagnosis.ts';
import { wrap } from '../../harness/model/wrap.ts';
import { placeText } from './place-text.ts';

const LINE_WIDTH = 100;
const INDENT = '    ';

/** So many places of one finding are named; the others are counted. */
const MOST_PLACES = 5;

const SYMBOLS = { error: '✗', warning: '!' } as const;

const counted = (number: number, what: string): string =>
  `${number} ${what}${number === 1 ? '' : 's'}`;

/** What `doctor` has found, for a terminal: no line longer than 100 columns but for one word. */
export function diagnosisLines(
  diagnosis: Diagnosis,
  { colours }: { readonly colours: boolean },
): readonly string[] {
  const { findings, remarks, notLookedAt, checks } = diagnosis;
  const fine = checks.filter(({ standing }) => standing === 'fine').map(({ name }) => name);
  return [
    ...wrap(headOf(diagnosis), LINE_WIDTH),
    ...remarks.flatMap(({ text }) => wrap(`Note: ${text}`, LINE_WIDTH)),
    ...grouped(findings).flatMap((same) => ['', ...groupLines(same, colours)]),
    ...(notLookedAt.length === 0 ? [] : ['', 'Not looked at:', ...unseenLines(notLookedAt)]),
    ...(fine.length === 0 ? [] : ['', ...wrap(`Fine: ${fine.join(', ')}`, LINE_WIDTH)]),
    '',
    `${totals(diagnosis)}.`,
    `Exit code ${diagnosis.exitCode}: ${EXIT_WORDS[diagnosis.exitCode]}.`,
  ];
}

const EXIT_WORDS = {
  0: 'no error was found',
  1: 'errors were found',
  2: 'no error was found, and something that should be there could not be looked at',
} as const;

function headOf({ source, n8n, workflows, credentials }: Diagnosis): string {
  const kind = { instance: 'n8n', export: 'The export', database: 'The database' }[source.kind];
  const facts = [
    n8n.version === undefined ? [] : `n8n ${n8n.version}`,
    n8n.topology === undefined ? [] : n8n.topology,
  ].flat();
  return `${kind} ${source.name}${facts.length === 0 ? '' : ` (${facts.join(', ')})`}: ${counted(workflows, 'workflow')}, ${counted(credentials, 'OAuth2 credential')}.`;
}

type Same = readonly [DiagnosisFinding, ...DiagnosisFinding[]];

/** The same finding in several places is told once. */
function grouped(findings: readonly DiagnosisFinding[]): readonly Same[] {
  const groups = new Map<string, [DiagnosisFinding, ...DiagnosisFinding[]]>();
  for (const finding of findings) {
    const { check, severity, what, why, todo } = finding;
    const key = JSON.stringify([check, severity, what, why, todo]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()];
}

function groupLines(same: Same, colours: boolean): readonly string[] {
  const { red, yellow } = createColors(colours);
  const [{ check, severity, what, why, scenario, todo }] = same;
  const paint = severity === 'error' ? red : yellow;
  const places = same.slice(0, MOST_PLACES).map(({ where }) => `at ${placeText(where)}`);
  const more = same.length - places.length;
  const lines = [
    what,
    ...places,
    ...(more > 0 ? [`and at ${counted(more, 'other place')} (all of them: --json)`] : []),
    `Why: ${why} Shown by: oauth-chaos run ${scenario}`,
    `Do: ${todo}`,
  ];
  return [
    paint(`${SYMBOLS[severity]} ${severity} ${check}`),
    ...lines.flatMap((line) => wrap(line, LINE_WIDTH, INDENT)),
  ];
}

/** What is withheld for the same reason is told once. */
function unseenLines(notLookedAt: readonly NotLookedAt[]): readonly string[] {
  const groups = Map.groupBy(notLookedAt, ({ check, because }) => JSON.stringify([check, because]));
  return [...groups.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const named = same.slice(0, MOST_PLACES).map(({ what }) => what);
    const more = same.length - named.length;
    const what = `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
    return hanging(`– ${first.check}: ${what}: ${first.because}.`);
  });
}

const hanging = (text: string): readonly string[] =>
  wrap(text, LINE_WIDTH - 4, '  ').map((line, index) => (index === 0 ? line : `  ${line}`));

function totals({ findings, checks }: Diagnosis): string {
  const count = (severity: DiagnosisFinding['severity']): number =>
    findings.filter((finding) => finding.severity === severity).length;
  const standing = (word: (typeof checks)[number]['standing']): number =>
    checks.filter((check) => check.standing === word).length;
  const unseen = standing('not-looked-at');
  const partly = standing('partly');
  return [
    `${counted(count('error'), 'error')}, ${counted(count('warning'), 'warning')}`,
    ...(unseen > 0 ? [`${unseen} of ${checks.length} checks not looked at`] : []),
    ...(partly > 0 ? [`${partly} only in part`] : []),
  ].join('; ');
}
