import type { Choice } from './choose-suite.ts';
import type { Cost } from './costs.ts';

/** Everything a client needs is told as its name alone; other needs begin with a word. */
const clientsAmong = (needs: readonly string[]): readonly string[] =>
  needs.filter((what) => !what.includes(' '));

const seconds = (value: number): string => value.toFixed(1);

export const SUITE_HEAD = [
  'Scenario',
  'Seconds',
  'Wrong clients caught',
  'New ones',
  'Cumulated',
  'Per second',
  'There because',
];

/** A row for each scenario of a suite, in the order in which they were chosen. */
export function suiteRows(
  choices: readonly Choice[],
  costs: ReadonlyMap<string, Cost>,
): readonly (readonly string[])[] {
  let all = 0;
  return choices.map(({ scenario, because, does, adds }) => {
    const takes = costs.get(scenario)?.seconds ?? 0;
    const fresh = clientsAmong(adds).length;
    all += fresh;
    const others = adds.filter((what) => what.includes(' '));
    return [
      `\`${scenario}\``,
      seconds(takes),
      String(clientsAmong(does).length),
      String(fresh),
      String(all),
      takes === 0 ? '–' : (fresh / takes).toFixed(1),
      because ?? (fresh > 0 ? '' : others.join(', ')),
    ];
  });
}

export const CLIENT_HEAD = ['Client', 'Scenarios that catch it', 'The cheapest'];

/** So many scenarios are named for a client. */
const NAMED = 3;

/** A row for each wrong client, those that are caught least often first. */
export function clientRows(
  caught: ReadonlyMap<string, readonly string[]>,
  costs: ReadonlyMap<string, Cost>,
): readonly (readonly string[])[] {
  const takes = (scenario: string): number => costs.get(scenario)?.seconds ?? 0;
  return [...caught]
    .toSorted(([, one], [, other]) => one.length - other.length)
    .map(([client, scenarios]) => [
      `\`${client}\``,
      String(scenarios.length),
      scenarios
        .toSorted((one, other) => takes(one) - takes(other))
        .slice(0, NAMED)
        .map((name) => `\`${name}\``)
        .join(', '),
    ]);
}
