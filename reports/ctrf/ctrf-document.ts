import { notRunIn, whyUnfinished } from '../../harness/model/not-run.ts';
import type { PlannedRun, Results, ScenarioResult } from '../../harness/model/results.ts';
import { eventNumbersText } from '../text/event-numbers.ts';
import { recoveryText } from '../text/recovery-text.ts';
import { reproducer } from '../text/reproduce.ts';
import { STANDINGS, standingOf, worstStanding, type Standing } from '../text/standing.ts';
import { whatToDoLine } from '../text/what-to-do.ts';
import { SPECIFICATION, statusCounts, type Status } from './ctrf-form.ts';

interface Rates {
  readonly passRate: { readonly current: number };
  readonly failRate: { readonly current: number };
  readonly flakyRate: { readonly current: number };
}

/** What is written of a test, of all that the form has for one. */
interface Test {
  readonly testId: string;
  readonly name: string;
  readonly suite: string[];
  readonly status: Status;
  readonly rawStatus: string;
  /** In whole milliseconds. */
  readonly duration: number;
  readonly filePath?: string;
  readonly line?: number;
  readonly message?: string;
  readonly trace?: string;
  readonly flaky?: boolean;
  readonly labels?: Record<string, string>;
  readonly insights?: Rates & { readonly extra: Record<string, unknown> };
  readonly extra: Record<string, unknown>;
}

/** What is written of a run. The types of the package `ctrf`, as tests see to, hold it. */
interface CtrfReport {
  readonly reportFormat: 'CTRF';
  readonly specVersion: string;
  readonly runId: string;
  readonly timestamp: string;
  readonly generatedBy: string;
  readonly results: {
    readonly tool: { readonly name: string; readonly version: string };
    readonly summary: ReturnType<typeof summaryOf>;
    readonly tests: Test[];
    readonly extra: Record<string, unknown>;
  };
  readonly insights?: Rates;
}

/**
 * As in `junit.xml`: a known failure leaves the build green and is nothing that passed. `other` is
 * no verdict on n8n: a person must look at it.
 */
const STATUS: Readonly<Record<Standing, Status>> = {
  pass: 'passed',
  fixed: 'failed',
  fail: 'failed',
  known: 'skipped',
  skipped: 'skipped',
  inconclusive: 'other',
  'not-run': 'pending',
};

/** All that is known of one scenario on one target. */
interface Group {
  readonly name: string;
  readonly target: string;
  readonly attempts: readonly ScenarioResult[];
  /** Of the attempts that were planned, those without a result. */
  readonly missing: readonly PlannedRun[];
}

function groupsOf(results: Results): readonly Group[] {
  const groups = new Map<
    string,
    { name: string; target: string; attempts: ScenarioResult[]; missing: PlannedRun[] }
  >();
  const of = ({ name, target }: Pick<PlannedRun, 'name' | 'target'>) => {
    const key = `${target}\n${name}`;
    const group = groups.get(key) ?? { name, target, attempts: [], missing: [] };
    groups.set(key, group);
    return group;
  };
  for (const result of results.scenarios) of(result).attempts.push(result);
  for (const run of notRunIn(results)) of(run).missing.push(run);
  return [...groups.values()];
}

const rate = (part: number, whole: number): { readonly current: number } => ({
  current: Number((part / whole).toFixed(4)),
});

interface Counted {
  readonly results: number;
  readonly passed: number;
  readonly failed: number;
  /** Failed attempts of scenarios whose attempts disagree. */
  readonly flaky: number;
}

/** Known failures are failures here: the rates say what n8n does, not what is expected of it. */
function counted({ attempts }: Pick<Group, 'attempts'>): Counted {
  const passed = attempts.filter(({ verdict }) => verdict === 'pass').length;
  const failed = attempts.filter(({ verdict }) => verdict === 'fail').length;
  return { results: attempts.length, passed, failed, flaky: passed > 0 ? failed : 0 };
}

/** Rates from `--repeat`, as the specification counts them: over attempts. */
const ratesOf = ({ results, passed, failed, flaky }: Counted): Rates => ({
  passRate: rate(passed, results),
  failRate: rate(failed, results),
  flakyRate: rate(flaky, results),
});

const longText = (result: ScenarioResult): string =>
  result.findings
    .filter(({ verdict }) => verdict !== 'holds')
    .map(({ checker, verdict, message, evidence }) => {
      const events = eventNumbersText(evidence);
      return `${verdict} ${checker}: ${message}${events === '' ? '' : ` [${events}]`}`;
    })
    .join('\n');

interface Facts {
  readonly results: Results;
  readonly again: ReturnType<typeof reproducer>;
  readonly planned: ReadonlyMap<string, PlannedRun>;
}

/** The attempt that decided, what was repeated, and the rates. */
function told({ attempts, target }: Group, standing: Standing, { results }: Facts): Partial<Test> {
  const worst = attempts.find((result) => standingOf(result) === standing);
  if (worst === undefined) return { message: whyUnfinished(results) ?? 'It has no result.' };
  const trace = longText(worst);
  const flaky = counted({ attempts }).flaky > 0;
  return {
    ...(standing === 'pass' ? {} : { message: messageOf(worst) }),
    ...(standing === 'pass' || trace === '' ? {} : { trace }),
    ...(flaky ? { flaky } : {}),
    labels: { outcome: worst.outcome, recovery: recoveryText(worst.recovery), target },
    ...(attempts.length > 1
      ? { insights: { ...ratesOf(counted({ attempts })), extra: { attempts: attempts.length } } }
      : {}),
  };
}

const messageOf = (result: ScenarioResult): string =>
  [
    result.differsFromKnown ?? [],
    result.summary,
    result.known === undefined ? [] : `Known: ${result.known.reason}`,
    result.known === undefined ? whatToDoLine(result) : [],
  ]
    .flat()
    .filter((part) => part !== '')
    .join(' ');

function testOf(group: Group, facts: Facts): Test {
  const { name, target, attempts, missing } = group;
  const standings: readonly Standing[] = [
    ...attempts.map(standingOf),
    ...(missing.length > 0 ? (['not-run'] as const) : []),
  ];
  const standing = worstStanding(standings) ?? 'not-run';
  const allowed = standing === 'fixed' && facts.results.run.rules?.allowFixed === true;
  const planned = facts.planned.get(name);
  const command = standing === 'pass' ? undefined : facts.again(group);
  return {
    testId: `${target}/${name}`,
    name,
    suite: [target, name.split('/')[0] ?? name],
    status: allowed ? 'passed' : STATUS[standing],
    rawStatus: STANDINGS[standing].word,
    duration: Math.round(attempts.reduce((sum, { durationMs }) => sum + durationMs, 0)),
    ...(planned?.at === undefined ? {} : { filePath: planned.at.file, line: planned.at.line }),
    ...told(group, standing, facts),
    extra: {
      title: attempts[0]?.title ?? missing[0]?.title ?? name,
      ...(command === undefined ? {} : { reproduce: command }),
    },
  };
}

function summaryOf(tests: readonly Test[], { run, targets, timing }: Results) {
  const start = Date.parse(run.startedAt);
  const stop = run.finishedAt === undefined ? start : Date.parse(run.finishedAt);
  return {
    ...statusCounts(tests),
    flaky: tests.filter(({ flaky }) => flaky === true).length,
    suites: targets.length,
    start,
    stop,
    ...(timing === undefined ? {} : { duration: Math.round(timing.wallMs) }),
  };
}

/**
 * A run in the Common Test Report Format: a test for every scenario on every target, with all its
 * attempts together: the worst of them is its status, and its rates say how many were how.
 */
export function ctrfDocument(results: Results): CtrfReport {
  const facts: Facts = {
    results,
    again: reproducer(results),
    planned: new Map((results.planned ?? []).map((one) => [one.name, one])),
  };
  const tests = groupsOf(results).map((group) => testOf(group, facts));
  const all = counted({ attempts: results.scenarios });
  const flaky = groupsOf(results).reduce((sum, group) => sum + counted(group).flaky, 0);
  return {
    reportFormat: 'CTRF',
    specVersion: SPECIFICATION,
    runId: results.run.id,
    timestamp: results.run.finishedAt ?? results.run.startedAt,
    generatedBy: `oauth-chaos ${results.run.harness}`,
    results: {
      tool: { name: 'oauth-chaos', version: results.run.harness },
      summary: summaryOf(tests, results),
      tests,
      extra: {
        exitCode: results.exitCode,
        seed: results.run.seed,
        targets: results.targets.map(({ id, n8n, topology, driver }) => ({
          id,
          n8n,
          topology,
          driver,
        })),
      },
    },
    ...(results.scenarios.some(({ attempt }) => attempt > 1)
      ? { insights: ratesOf({ ...all, flaky }) }
      : {}),
  };
}
