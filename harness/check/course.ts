import type { History } from '../model/history.ts';
import type { Impact } from './views/impact.ts';
import { BYSTANDER, phaseOf, succeeded } from './views/phases.ts';
import { capital, count, list, spelt } from './views/words.ts';

const times = (many: number): string => ['never', 'once', 'twice'][many] ?? `${many} times`;

/** All of so many: `it`, `both`, `all ten`. */
const every = (many: number, one: string): string =>
  many === 1 ? one : many === 2 ? 'both' : `all ${many}`;

/** All executions: `the execution`, `both executions`, `all 3 executions`. */
const all = (executions: number): string =>
  executions === 1 ? 'the execution' : `${every(executions, '')} executions`;

/** How many executions met what; of which credential, where there are several. */
function whatWasMet(history: History, impact: Impact): string {
  const { executions, metBy, tokenStates, faults, toldAs, before } = impact;
  const { length: several } = Object.keys(history.head?.credentials ?? {});
  const whose = several > 1 ? ` with the credential ${list(impact.credentials)}` : '';
  if (metBy === 0) {
    const under = faults.length > 0 ? `under ${list(faults)}` : before.join(', ');
    return capital(`${spelt(executions, 'execution')}${whose} ran ${under || 'without a fault'}`);
  }
  const who =
    metBy < executions
      ? `${spelt(metBy, 'of', 'of')} ${count(executions, 'execution')}`
      : spelt(metBy, 'execution');
  const [state] = tokenStates;
  const what = tokenStates.length === 1 && state !== undefined ? `the ${state}` : 'a refused';
  const told = toldAs.length > 0 ? `, which the API told by ${list(toldAs)}` : '';
  const first = before.length > 0 ? `${before.join(', ')}, ` : '';
  return capital(`${first}${who}${whose} met ${what} token${told}`);
}

function whatWasAsked(
  client: string,
  { refreshes, refreshTokens, tokenCalls, metBy, takenAsTheft, renewed, deadTokens }: Impact,
): string | undefined {
  if (refreshes > 0)
    return `${client} sent ${spelt(refreshes, 'refresh request')}${refreshes > 1 && refreshTokens === 1 && (takenAsTheft || renewed > deadTokens) ? ' with one and the same refresh token' : ''}`;
  if (tokenCalls > 0) return `${client} asked for a new token ${times(tokenCalls)}`;
  return metBy > 0 ? `${client} asked for no new token` : undefined;
}

function whatWasAnswered({
  takenAsTheft,
  refusals,
  tokenCalls,
  errors,
  unreadAnswers,
}: Impact): string | undefined {
  if (takenAsTheft) return 'the provider took the second use as theft and revoked the whole grant';
  const named = errors.length > 0 ? ` (${list(errors)})` : '';
  if (refusals > 0)
    return `the provider refused ${refusals === tokenCalls ? every(refusals, 'it') : `${spelt(refusals, 'of', 'of')} these`}${named}`;
  return unreadAnswers.length > 0 ? list(unreadAnswers) : undefined;
}

/** How many of all executions: `the execution`, `both executions`, `2 of 3 executions`. */
const share = (many: number, executions: number): string =>
  many === executions ? all(executions) : `${many} of ${count(executions, 'execution')}`;

function howItEnded({ executions, failed, silent, hung, lost }: Impact): string {
  if (hung > 0) return `${share(hung, executions)} had no end`;
  if (silent > 0) return `${share(silent, executions)} failed without saying so`;
  if (lost > 0)
    return `${share(lost, executions)} left no result${failed > lost ? `, ${failed - lost} failed` : ''}`;
  return failed === 0 ? `${all(executions)} succeeded` : `${share(failed, executions)} failed`;
}

/** The sentence about the second credential; undefined where there is none, or it did nothing. */
export function howTheOtherFared(history: History): string | undefined {
  const executions = history
    .executions()
    .filter(
      (execution) => execution.credential === BYSTANDER && phaseOf(history, execution) !== 'steady',
    );
  const failed = executions.filter((execution) => !succeeded(history, execution)).length;
  if (executions.length === 0) return undefined;
  return failed === 0
    ? `The other credential, ${BYSTANDER}, was not affected: ${all(executions.length)} with it succeeded.`
    : `With the other credential, ${BYSTANDER}, ${share(failed, executions.length)} failed.`;
}

function ranNothing(history: History, client: string): string {
  if (history.of('fault').length > 0) return `Nothing ran on ${client} under the fault.`;
  return `${capital(spelt(history.executions().length, 'execution'))} ran on ${client}, and nothing was done to them.`;
}

/**
 * The course of events in one sentence: what came first, which executions met it, what the client
 * asked the token endpoint for, what it got, and how the executions ended.
 */
export function courseOf(history: History, client: string, impact: Impact): string {
  if (impact.executions === 0) return ranNothing(history, client);
  const parts = [whatWasAsked(client, impact), whatWasAnswered(impact), howItEnded(impact)].filter(
    (part) => part !== undefined,
  );
  return `${whatWasMet(history, impact)}; ${list(parts)}.`;
}
