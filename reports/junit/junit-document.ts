import { XMLBuilder } from 'fast-xml-parser';
import type { Results, ScenarioResult, TargetResult } from '../../harness/model/results.ts';
import { eventNumbersText } from '../text/event-numbers.ts';
import { recoveryText } from '../text/recovery-text.ts';
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

function findingsText({ summary, findings, history }: ScenarioResult): string {
  const told = findings.filter((finding) => finding.verdict !== 'holds');
  const lines = told.map(
    ({ checker, verdict, message, evidence }) =>
      `${verdict} ${checker}: ${message}${evidence.length === 0 ? '' : ` [${eventNumbersText(evidence)}]`}`,
  );
  return clean(
    [summary, ...lines, ...(history === undefined ? [] : [`history: ${history}`])].join('\n'),
  );
}

function ending(result: ScenarioResult): Record<string, unknown> {
  switch (standingOf(result)) {
    case 'fail':
      return {
        failure: {
          '@_message': oneLine(result.summary),
          '@_type': result.outcome,
          '#text': findingsText(result),
        },
      };
    case 'inconclusive':
      return {
        error: {
          '@_message': oneLine(result.summary),
          '@_type': result.outcome,
          '#text': findingsText(result),
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

function testCase(result: ScenarioResult): Record<string, unknown> {
  const properties = {
    outcome: result.outcome,
    recovery: recoveryText(result.recovery),
    ...(standingOf(result) === 'fixed' ? { 'fixed-unexpectedly': 'true' } : {}),
  };
  return {
    '@_name': `${result.name}${result.attempt > 1 ? ` #${result.attempt}` : ''}`,
    '@_classname': `${result.target}.${result.name.split('/')[0] ?? ''}`,
    '@_time': seconds(result.durationMs),
    properties: {
      property: Object.entries(properties).map(([name, value]) => ({
        '@_name': name,
        '@_value': oneLine(value),
      })),
    },
    ...ending(result),
    'system-out': standingOf(result) === 'known' ? findingsText(result) : clean(result.summary),
  };
}

function counts(results: readonly ScenarioResult[]): Record<string, unknown> {
  const standings = results.map(standingOf);
  const count = (...wanted: readonly string[]): number =>
    standings.filter((standing) => wanted.includes(standing)).length;
  return {
    '@_tests': results.length,
    '@_failures': count('fail'),
    '@_errors': count('inconclusive'),
    '@_skipped': count('skipped', 'known'),
    '@_time': seconds(results.reduce((sum, result) => sum + result.durationMs, 0)),
  };
}

function suite(
  target: TargetResult,
  results: readonly ScenarioResult[],
  startedAt: string,
): Record<string, unknown> {
  const facts = {
    n8n: target.n8n,
    node: target.node,
    topology: target.topology,
    driver: target.driver,
    ...(target.baseline === undefined ? {} : { baseline: target.baseline }),
  };
  return {
    '@_name': target.id,
    ...counts(results),
    '@_timestamp': startedAt.replace(/(\.\d+)?Z$/, ''),
    '@_hostname': 'localhost',
    properties: {
      property: Object.entries(facts).map(([name, value]) => ({
        '@_name': name,
        '@_value': oneLine(value),
      })),
    },
    testcase: results.map(testCase),
  };
}

/** The JUnit document of a run. It has a suite for every target and a case for every scenario. */
export function junitDocument({ run, targets, scenarios }: Results): string {
  const builder = new XMLBuilder({
    ignoreAttributes: false,
    format: true,
    suppressEmptyNode: true,
    suppressBooleanAttributes: false,
  });
  const suites = targets.map((target) =>
    suite(
      target,
      scenarios.filter((result) => result.target === target.id),
      run.startedAt,
    ),
  );
  const body = builder.build({
    testsuites: { '@_name': `oauth-chaos ${run.id}`, ...counts(scenarios), testsuite: suites },
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${body}`;
}
