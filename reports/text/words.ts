import type { Outcome, ScenarioResult } from '../../harness/model/results.ts';
import type { Standing } from './standing.ts';

/** What each standing of a result means, for a reader who sees the word for the first time. */
export const STANDING_MEANINGS: Readonly<Record<Standing, string>> = {
  fail: 'An invariant is violated, or recovery was worse or later than a user needs. Nobody listed this failure.',
  inconclusive: 'The run proves nothing: the fault was never met, or something could not be read.',
  'not-run': 'It was planned, and the run ended before its turn.',
  known: 'It fails exactly as the baseline of this version lists it.',
  fixed: 'It passes although the baseline lists a failure: take it out of the baseline.',
  pass: 'The client did what its user needs, and every invariant that was looked at holds.',
  skipped: 'The target cannot do what the scenario needs, so nothing ran.',
};

/** What each outcome means. */
export const OUTCOME_MEANINGS: Readonly<Record<Outcome, string>> = {
  unaffected: 'No execution failed.',
  recovered: 'Executions failed under the fault; afterwards it worked again by itself.',
  'recovered with cost':
    'It worked again by itself, but executions failed after the fault was over, or token requests brought no tokens.',
  'reconnect needed (as it must be)':
    'Somebody had to connect the account again, and nothing could have spared that.',
  'reconnect needed (avoidable)':
    'Somebody had to connect the account again although the client could have recovered by itself.',
  'operator action needed (as it must be)':
    'An operator had to do something other than connect again, and nothing could have spared that.',
  'operator action needed (avoidable)':
    'An operator had to do something other than connect again although the client could have recovered by itself.',
  'failed silently': 'Work was lost although the execution reports success.',
  'credential corrupted': 'What is stored is not what the provider gave last.',
  'refresh storm':
    'More refresh requests than one for an expired token, or requests before the provider allowed them.',
  hung: 'An execution did not end in time.',
  leaked: 'A token or a secret was found where none may be.',
  crashed: 'A process of the client ended by itself.',
  'not connected': 'Connecting the account did not give the credential its tokens.',
  'failed by itself': 'It failed although no fault stood in its way.',
  dead: 'It did not work again for good, whatever was tried.',
  'invariant violated':
    'It recovered as it should, but did something on the way that it must not do.',
  inconclusive: 'The run proves nothing about recovery.',
  skipped: 'Nothing ran.',
  'harness error': 'The harness itself failed, which says nothing about the client.',
};

/** What each phase of a scenario means, for its executions and for the timeline. */
export const PHASE_MEANINGS: Readonly<
  Record<ScenarioResult['executions'][number]['phase'], string>
> = {
  steady: 'Before the fault: everything has to work.',
  during: 'While the fault is in force.',
  healed: 'After the fault is over, without anybody’s help.',
  remedied: 'After an operator did something by hand.',
};

/** What each recovery means; the words as they stand in baselines and in results.json. */
export const RECOVERY_MEANINGS: Readonly<Record<ScenarioResult['recovery']['observed'], string>> = {
  unaffected: 'No execution failed since the fault began.',
  automatic: 'Executions failed; afterwards it worked again without anybody.',
  'after-remedy': 'It worked again only after an operator did something by hand.',
  none: 'It did not work again, or only until the next expiry.',
  unknown: 'Recovery was not seen: nothing ran after the fault, or the client was lost.',
};
