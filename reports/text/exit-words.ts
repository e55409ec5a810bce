import { EXIT_CODES } from '../../harness/model/exit-code.ts';
import type { Results } from '../../harness/model/results.ts';

const counted = (count: number, one: string, many = one): string[] =>
  count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];

/** Why a run ended with its exit code, counted where the code alone leaves it open. */
export function exitWords({
  exitCode,
  totals: { fail, knownFail, fixedUnexpectedly, inconclusive, notRun },
  run,
}: Pick<Results, 'exitCode' | 'totals' | 'run'>): string {
  const reasons: Partial<Record<typeof exitCode, readonly string[]>> = {
    0: [knownFail === 0 ? 'nothing failed' : 'nothing failed but what is known to fail'],
    1: [
      ...counted(fail, 'unexpected failure', 'unexpected failures'),
      ...counted(
        run.rules?.allowFixed === true ? 0 : fixedUnexpectedly,
        'listed failure is gone',
        'listed failures are gone',
      ),
    ],
    2: [...counted(inconclusive, 'inconclusive'), ...counted(notRun, 'not run')],
  };
  return reasons[exitCode]?.join(', ') || EXIT_CODES[exitCode];
}
