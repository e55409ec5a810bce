import { decisions } from '../harness/testing/decisions.ts';
import { closeCommonProvider } from '../harness/testing/judge-scenario.ts';

/** So many scenarios show what a checker is about. */
const SHOWN = 5;

const theme = (scenario: string): string => scenario.split('/')[0] ?? '';

/** The first scenario of each theme, then all others. */
function ofManyThemes(scenarios: readonly string[]): readonly string[] {
  const first = [...Map.groupBy(scenarios, theme).values()].flatMap(([name]) => name ?? []);
  return [...new Set([...first, ...scenarios])];
}

/** A row for each checker: scenarios in which it decides something about a correct client. */
export async function decisionRows(): Promise<readonly (readonly string[])[]> {
  const all = await decisions();
  await closeCommonProvider();
  return [...all].map(([checker, scenarios]) => [
    `\`${checker}\``,
    ofManyThemes(scenarios)
      .slice(0, SHOWN)
      .map((name) => `\`${name}\``)
      .join(', '),
  ]);
}
