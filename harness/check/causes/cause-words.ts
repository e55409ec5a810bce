import { BLAMES_CREDENTIAL, BLAMES_PARAMETERS, BLAMES_SCOPE, RECONNECT, WAIT } from './advice.ts';
import type { CauseRule } from './cause-rule.ts';

/** Everything that lets an operator look for the fault at the credential or the consent. */
export const BLAMES = [RECONNECT, BLAMES_CREDENTIAL, BLAMES_SCOPE, BLAMES_PARAMETERS];

/** What is owed of a grant that is gone, however that shows. */
export const ONLY_RECONNECT = {
  act: RECONNECT,
  codeHelps: false,
  misleads: [WAIT, BLAMES_PARAMETERS],
  owed: 'the only way out is to connect the account again, so the text has to say that',
} satisfies Partial<CauseRule>;

export const DOWN =
  /unavailable|\bserver(?:'s)? (?:error|fault|failure)|internal (?:server )?error|(?:error|fault) of the (?:server|provider|api|service)|outage|\bdown\b|maintenance|overload|bad gateway|gateway time|time[ds]? ?-?out|temporar|try again|retry|later|(?:not able|unable|failed) to (?:process|handle|serve|answer|respond|complete)|not well/i;

export const LINE =
  /connect(?:ion|ivity)|\bnetwork|socket|\bE(?:CONN|TIME|PIPE|HOST|NET|AI_)\w*|hang ?up|hung up|reset|time[ds]? ?-?out|unreachable|not (?:be )?reach|offline|no (?:complete )?(?:answer|response|reply)|did not (?:answer|respond|reply)|aborted|truncated|incomplete|cut off|closed|broke/i;

/**
 * What came from the token endpoint is named as what is wrong. That there is no token to work with
 * says nothing of it.
 */
export const NO_TOKENS = new RegExp(
  [
    String.raw`expected json|not? (?:valid |a )?json|invalid (?:json|response|reply|answer)`,
    String.raw`unexpected (?:token\b|reply|response|answer|content|end)`,
    String.raw`\bhtml\b|\bpage\b|maintenance|content.type|redirect`,
    String.raw`(?:empty|no|without (?:a |an )?) ?(?:body|content|reply|response|answer)`,
    String.raw`missing (?:the )?(?:access )?token|(?:access )?token (?:is |was )?missing`,
    String.raw`instead of (?:a |an )?(?:token|json)`,
    String.raw`(?:answer|repl(?:y|ied)|respon[ds]|endpoint|server|provider|sent|received|returned)[^.]*\b(?:no|not a|without) (?:an? )?(?:valid |usable |new )?(?:access )?tokens?\b`,
    String.raw`\bno (?:valid |usable |new )?(?:access )?tokens? (?:in|from|came|arrived|was (?:sent|received|returned))\b`,
  ].join('|'),
  'i',
);

export const SCOPE = /\bscopes?\b|permission|privilege|not allowed|access.denied|insufficient/i;

/** The client id, the secret or the app. "Check your credentials" may mean anything. */
export const CLIENT =
  /\bclient\b(?! (?:side )?error)|\bsecret\b|\bapp\b|\bapplication\b(?!\/)|invalid_client|unauthorized_client/i;

export const THROTTLE =
  /\brate\b|too many|quota|limit|throttl|retry|try again|again in |later|\bwait|overload|temporar|unavailable|slow.down|slower|\b(?:fewer|less) (?:requests|calls|often)/i;

export const TOKEN_REQUEST =
  /re-?fresh(?!ed page)|renew|token (?:endpoint|request|response|reply)|oauth|new access token|authorization server|grant.type/i;

export const API_TOKEN =
  /unauthori[sz]ed|authori[sz]ation|authenticat|(?:access )?token|expired|revoked|credential|permission/i;
