import type { AdviceVerdict } from '../../harness/model/advice.ts';
import type { TrialResult } from '../../harness/model/judge-advice.ts';

/** How a verdict is marked where there is no room for colours. */
export const SYMBOLS: Readonly<Record<AdviceVerdict, string>> = {
  holds: '✓',
  'holds in part': '~',
  'does not hold': '✗',
  'never existed': '✗',
  'not tried': '–',
};

const LONGEST = 300;

const firstError = ({ result }: TrialResult): string | undefined =>
  result?.executions.find(({ phase, error }) => phase !== 'steady' && error !== undefined)?.error;

/** What a scenario says about a claim: yes or no, and by what it was seen. */
export function trialWords(trial: TrialResult): string {
  const { says, result } = trial;
  if (result === undefined) return 'not run';
  if (says === undefined) return `undecided: ${result.summary}`;
  const error = firstError(trial);
  const shown = error === undefined ? '' : ` n8n showed: “${error.split('\n')[0]}”`;
  const words = `${result.summary}${shown}`;
  return `${says ? 'yes' : 'no'}. ${words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words}`;
}
