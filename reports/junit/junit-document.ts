import { posix } from 'node:path';
import { XMLBuilder } from 'fast-xml-parser';
import { notRunIn, whyUnfinished } from '../../harness/model/not-run.ts';
import { ownWorkflowHead, ownWorkflowParts } from '../../harness/model/own-workflow-words.ts';
import type { OwnWorkflow } from '../../harness/model/own-workflow.ts';
import type {
  PlannedRun,
  Results,
  ScenarioResult,
  TargetResult,
} from '../../harness/model/results.ts';
import { decidedNothingText } from '../text/decided-nothing.ts';
import { eventNumbersText } from '../text/event-numbers.ts';
import { notLookedAtText } from '../text/not-looked-at.ts';
import { recoveryText } from '../text/recovery-text.ts';
import { reproducer } from '../text/reproduce.ts';
import { standingOf } from '../text/standing.ts';

/** Characters that XML 1.0 forbids (§2.2); n8n's error texts may hold any. */
// oxlint-disable-next-line no-control-regex -- these are the characters to be found
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

const clean = (text: string): string => text.toWellFormed().replaceAll(FORBIDDEN, '\uFFFD');
/**
 * XML parsers read line breaks in an attribute as spaces (XML 1.0 §3.3.3), so this does it already.
 */
const oneLine = (text: string): string => clean(text).replaceAll(/\s+/g, ' ').trim();
const seconds = (ms: number): string => (ms / 1_000).toFixed(3);

function findingsText(
  { summary, differsFromKnown, findings, history }: ScenarioResult,
  { folder }: Cases,
): string {
  const told = findings.filter((finding) => finding.verdict !== 'holds');
  const lines = told.map(
    ({ checker, verdict, message, evidence }) =>
      `${verdict} ${checker}: ${message}${evidence.length === 0 ? '' : ` [${eventNumbersText(evidence)}]`}`,
  );
  return clean(
    [
      summary,
      differsFromKnown ?? [],
      lines,
      history === undefined ? [] : `history: ${posix.join(folder, history)}`,
    ]
      .flat()
      .join('\n'),
  );
}

function ending(result: ScenarioResult, cases: Cases): Record<string, unknown> {
  switch (standingOf(result)) {
    case 'fixed':
      return cases.fixedFails
        ? { failure: { '@_message': FIXED, '@_type': 'fixed unexpectedly', '#text': FIXED } }
        : {};
    case 'fail':
      return {
        failure: {
          '@_message': oneLine([result.differsFromKnown ?? [], result.summary].flat().join('. ')),
          '@_type': result.outcome,
          '#text': findingsText(result, cases),
        },
      };
    case 'inconclusive':
      return {
        error: {
          '@_message': oneLine([result.differsFromKnown ?? [], result.summary].flat().join('. ')),
          '@_type': result.outcome,
          '#text': findingsText(result, cases),
        },
      };
    case 'known':
      return {
        skipped: {
          '@_message': oneLine(
            `known failure: ${result.known?.reason ?? ''}${result.known?.link === undefined ? '' : ` (${result.known.link})`}`,
          ),
        },
      };
    case 'skipped':
      return { skipped: { '@_message': oneLine(result.summary) } };
    default:
      return {};
  }
}

const FIXED = 'The baseline lists a failure that no longer happens: take it out.';

const caseName = ({ name, attempt }: Pick<PlannedRun, 'name' | 'attempt'>): string =>
  oneLine(`${name}${attempt > 1 ? ` #${attempt}` : ''}`);
const className = ({ name, target }: Pick<PlannedRun, 'name' | 'target'>): string =>
  oneLine(`${target}.${name.split('/')[0] ?? ''}`);

/**
 * What is known of a case beside its ending, a line each. The form has no properties of a case:
 * Jenkins refuses a file that has.
 */
function factsText(facts: Readonly<Record<string, string | undefined>>): string {
  const told = Object.entries(facts).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${oneLine(value)}`],
  );
  return told.join('\n');
}

function testCase(result: ScenarioResult, cases: Cases): Record<string, unknown> {
  const missed = notLookedAtText(result);
  const standing = standingOf(result);
  const facts = factsText({
    outcome: result.outcome,
    recovery: recoveryText(result.recovery),
    'fixed-unexpectedly': standing === 'fixed' ? 'true' : undefined,
    'not-looked-at': missed,
    'nothing-to-decide': decidedNothingText(result),
    'defined-at': cases.placeOf(result),
    'run-again': standing === 'pass' ? undefined : cases.again(result),
  });
  const told =
    standing === 'known' || missed !== undefined
      ? findingsText(result, cases)
      : clean(result.summary);
  return {
    '@_name': caseName(result),
    '@_classname': className(result),
    '@_time': seconds(result.durationMs),
    ...ending(result, cases),
    'system-out': `${facts}\n\n${told}`,
  };
}

/** The results and what is missing, of one target or of all. */
interface Cases {
  readonly results: readonly ScenarioResult[];
  readonly missing: readonly PlannedRun[];
  /** How a case without a result is told, and why there is none. */
  readonly missingAs: 'error' | 'skipped';
  readonly because: string;
  /** The command that runs a case again. */
  readonly again: ReturnType<typeof reproducer>;
  /** The file and line that define a scenario. The form has no attribute for them. */
  readonly placeOf: (run: Pick<PlannedRun, 'name'>) => string | undefined;
  /** The folder of the run, as the user would write it. */
  readonly folder: string;
  /** True when a listed failure that no longer happens makes the run a failure. */
  readonly fixedFails: boolean;
}

function missingCase(run: PlannedRun, cases: Cases): Record<string, unknown> {
  const { missingAs, because, again, placeOf } = cases;
  const facts = { outcome: 'not run', 'defined-at': placeOf(run), 'run-again': again(run) };
  return {
    '@_name': caseName(run),
    '@_classname': className(run),
    '@_time': seconds(0),
    [missingAs]: {
      '@_message': oneLine(`not run: ${because}`),
      ...(missingAs === 'error' ? { '@_type': 'not run' } : {}),
    },
    'system-out': `${factsText(facts)}\n\n${clean(run.title)}`,
  };
}

/** Told of a suite only: the form has no such number of them all. */
const skippedIn = ({ results, missing, missingAs }: Cases): number =>
  results.filter((result) => ['skipped', 'known'].includes(standingOf(result))).length +
  (missingAs === 'skipped' ? missing.length : 0);

function counts({ results, missing, missingAs, fixedFails }: Cases): Record<string, unknown> {
  const standings = [...results.map(standingOf), ...missing.map(() => missingAs)];
  const count = (...wanted: readonly string[]): number =>
    standings.filter((standing) => wanted.includes(standing)).length;
  return {
    '@_tests': results.length + missing.length,
    '@_failures': count('fail', ...(fixedFails ? ['fixed'] : [])),
    '@_errors': count('inconclusive', 'error'),
    '@_time': seconds(results.reduce((sum, result) => sum + result.durationMs, 0)),
  };
}

/** What was made of the user's own workflow, a property for each part. */
const ownFacts = (own: OwnWorkflow | undefined): Record<string, string> =>
  own === undefined
    ? {}
    : Object.fromEntries([
        ['workflow', ownWorkflowHead(own)],
        ...ownWorkflowParts(own).map(({ heading, lines }, index) => [
          `workflow-${index + 1}`,
          `${heading}: ${lines.join('; ')}`,
        ]),
      ]);

function suite(
  target: TargetResult,
  cases: Cases,
  { run, ownWorkflow }: Pick<Results, 'run' | 'ownWorkflow'>,
): Record<string, unknown> {
  const facts = {
    ...ownFacts(ownWorkflow),
    n8n: target.n8n,
    node: target.node,
    topology: target.topology,
    driver: target.driver,
    ...(target.baseline === undefined ? {} : { baseline: target.baseline }),
  };
  return {
    '@_name': oneLine(target.id),
    ...counts(cases),
    '@_skipped': skippedIn(cases),
    '@_timestamp': run.startedAt.replace(/(\.\d+)?Z$/, ''),
    '@_hostname': 'localhost',
    properties: {
      property: Object.entries(facts).map(([name, value]) => ({
        '@_name': name,
        '@_value': oneLine(value),
      })),
    },
    testcase: [
      ...cases.results.map((result) => testCase(result, cases)),
      ...cases.missing.map((run) => missingCase(run, cases)),
    ],
  };
}

/** A failure has made the build red already where the user wanted the run to stop at it. */
function casesOf(results: Results, folder: string): Cases {
  const stopped = results.run.stopped?.by === 'bail';
  const places = new Map(results.planned?.map(({ name, at }) => [name, at]));
  return {
    folder,
    results: results.scenarios,
    missing: notRunIn(results),
    missingAs: stopped ? 'skipped' : 'error',
    again: reproducer(results),
    placeOf: ({ name }) => {
      const at = places.get(name);
      return at === undefined ? undefined : `${at.file}:${at.line}`;
    },
    fixedFails: results.run.rules?.allowFixed !== true,
    because: whyUnfinished(results) ?? 'The run has no result for it.',
  };
}

/**
 * The JUnit document of a run, in the form that Jenkins' xUnit plugin demands (junit-10.xsd), which
 * all others read. It has a suite for every target and a case for every planned
 * scenario, also for one that did not run.
 * @param folder the folder of the run, as the user would write it
 */
export function junitDocument(all: Results, folder = ''): string {
  const { run, targets } = all;
  const cases = casesOf(all, folder);
  const builder = new XMLBuilder({
    ignoreAttributes: false,
    format: true,
    suppressEmptyNode: true,
    suppressBooleanAttributes: false,
  });
  const suites = targets.map((target) =>
    suite(
      target,
      {
        ...cases,
        results: cases.results.filter((result) => result.target === target.id),
        missing: cases.missing.filter((planned) => planned.target === target.id),
      },
      all,
    ),
  );
  const body = builder.build({
    testsuites: { '@_name': `oauth-chaos ${run.id}`, ...counts(cases), testsuite: suites },
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${body}`;
}
