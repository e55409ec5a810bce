import type { Advice, AdviceVerdict } from '../../harness/model/advice.ts';
import type { JudgedAdvice, TrialResult } from '../../harness/model/judge-advice.ts';

/** How a verdict is marked where there is no room for colours. */
export const SYMBOLS: Readonly<Record<AdviceVerdict, string>> = {
  holds: '✓',
  'holds in part': '~',
  'does not hold': '✗',
  'never existed': '✗',
  'not tried': '–',
};

/** What a verdict adds of advice that asks for more than is needed. */
const heavierWords = ({ enough }: JudgedAdvice): string =>
  enough === undefined ? '' : `, heavier than needed: ${enough} was enough`;

/**
 * The verdict; and how many of its trials decided it, where not all of them did: `holds (1 of 3
 * tried)`.
 */
export function verdictWords(judged: JudgedAdvice): string {
  const { verdict, trials } = judged;
  const decided = trials.filter(({ says }) => says !== undefined).length;
  const words =
    verdict === 'not tried' || decided === trials.length
      ? verdict
      : `${verdict} (${decided} of ${trials.length} tried)`;
  return `${words}${heavierWords(judged)}`;
}

/** Which checks of `oauth-chaos doctor` look at what a claim is about; undefined when none does. */
export const doctorWords = ({ doctor }: Advice): string | undefined =>
  doctor === undefined ? undefined : `oauth-chaos doctor looks at it: ${doctor.join(', ')}.`;

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
