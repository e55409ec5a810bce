/** What error texts advise, recognised in any wording that an operator would understand. */

/** The act of giving consent once more: the only way out when the grant is dead. */
export const RECONNECT = new RegExp(
  [
    String.raw`re-?connect`,
    String.raw`connect(?:ed|ing)? (?:[\w'"]+ ){0,5}(?:again|anew|once more)`,
    String.raw`connect (?:the|your|this|my) (?:[\w'"]+ ){0,2}(?:account|credential)`,
    String.raw`(?:click|press|push|use|choose|select)(?:ing)? (?:on |the )*["'“‘]?connect\b`,
    String.raw`\bre-?link|\blink(?:ed|ing)? (?:[\w'"]+ ){0,5}(?:again|anew|once more)`,
    String.raw`\b(?:renew|repeat)(?:ed|ing)? (?:the |your |its )?(?:\w+ )?(?:consent|authori[sz]ation|sign-?in|login)`,
    String.raw`\bconsent (?:[\w'"]+ ){0,5}(?:again|anew|once more)`,
    String.raw`re-?(?:authori[sz]|authenticat|login|log-?in|consent)`,
    String.raw`(?:authori[sz]|authenticat)(?:e|ed|ing|ion) (?:[\w'"]+ ){0,5}(?:again|anew|once more)`,
    String.raw`authori[sz]e (?:the|your|this) (?:\w+ ){0,2}(?:account|credential|app)`,
    String.raw`(?:sign|log)(?:ging|ning)?[ -]?in (?:[\w'"]+ ){0,5}(?:again|anew|once more)`,
    String.raw`(?:sign|log)(?:ging|ning)?[ -]?in (?:[\w'"]+ ){0,5}first\b`,
    String.raw`(?:connect|authori[sz]e) (?:[\w'"]+ ){0,5}first\b`,
    String.raw`(?:give|grant) (?:[\w'"]+ ){0,5}(?:again|anew|once more)`,
    String.raw`new (?:consent|authori[sz]ation|sign-?in|login)\b`,
  ].join('|'),
  'i',
);

/** Words that blame the credential, the consent or the client for the failure. */
export const BLAMES_CREDENTIAL = new RegExp(
  [
    String.raw`\b(?:invalid|wrong|incorrect|bad|expired|revoked) (?:\w+ ){0,2}(?:credentials?|secret|password|client|grant|refresh token)\b`,
    String.raw`\b(?:check|verify|review|correct|update|change) (?:[\w'"]+ ){0,3}(?:credentials?|secret|client id|password)\b`,
    String.raw`\b(?:credentials?|secret|password|grant|consent|refresh token) (?:is|are|was|were|has|have) (?:been |\w+ly )*(?:invalid|not valid|wrong|incorrect|bad|expired|revoked|refused|rejected|ended|withdrawn)`,
    String.raw`\b(?:re-?create|delete|remove) (?:[\w'"]+ ){0,3}credentials?\b`,
    String.raw`\b(?:authenticat|authori[sz])ion (?:has )?failed\b`,
    String.raw`\bunauthori[sz]ed\b`,
    String.raw`\binvalid_(?:grant|client)\b`,
  ].join('|'),
  'i',
);

/** Words that send the reader to the scope or the permissions of the account. */
export const BLAMES_SCOPE = /\b(?:scopes?|permissions?|privileges?)\b/i;

/** Words that send the reader to the parameters of the node. */
export const BLAMES_PARAMETERS = /\bcheck (?:\w+ ){0,2}parameters\b/i;

/** Words that let the reader wait. */
export const WAIT =
  /try again later|retry later|\btemporar|too many requests|rate.?limit|throttl|\bwait until\b/i;

/** Words that deny what stands in the same clause. */
const DENIED =
  /\b(?:no need|not need|needs? not|needn't|not have to|do not|don't|not help|won't help|cannot help|no use|unnecessary|not necessary|nothing to|neither|not possible|impossible|not? (?:an? |just |only )*temporar\w*)\b/i;

/** What such a sentence advises is meant for the case that the failure lasts. */
const IF_IT_LASTS =
  /\bif\b[^.]*\b(?:persists?|stays?|continues?|keeps?|remains?|lasts?|still(?! (?:need|want|use|rely)s?\b)|(?:happens|fails|occurs) again)\b|\bpersists\b/i;

const sentences = (text: string): readonly string[] => text.split(/(?<=[.!?;])\s+|\n+/);

/** The parts of a sentence that end what a denial is about, whatever follows. */
const clauseGroups = (sentence: string): readonly string[] =>
  sentence.split(/(?<=:)\s+|\s+[–—-]\s+|\s+(?=(?:but|just|only|instead|rather) )/);

/** What commas part, unless it is a list: `A, B or C` is denied as one. */
const clauses = (group: string): readonly string[] =>
  /,.*\b(?:or|nor)\b/.test(group) ? [group] : group.split(/,\s+/);

/**
 * True when a sentence of the text gives this advice without taking it back. A denial takes back
 * what it speaks of, and nothing else: "Waiting will not help: connect the account again" advises
 * to connect.
 */
export const advises = (text: string, advice: RegExp): boolean =>
  sentences(text).some(
    (sentence) =>
      !IF_IT_LASTS.test(sentence) &&
      clauseGroups(sentence)
        .flatMap(clauses)
        .some((clause) => advice.test(clause) && !DENIED.test(clause)),
  );
