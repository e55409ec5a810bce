/** What the name of a parameter, a header or a member has in it when its value may be secret. */
const WORDS =
  /access[_-]?token|refresh[_-]?token|id[_-]?token|token|secret|passw(?:or)?d|assertion|credential|api[_-]?key|verifier|challenge|nonce|cookie|session|signature|consent_request|user_code|device_code|^(?:proxy-)?authorization$|^state$|^code$/i;

/** Names that only tell about a secret: `token_type`, `token_endpoint`. */
const ABOUT =
  /[_-](?:type|endpoint|methods?|supported|ur[il]|in|at|alg|hint)(?:[_-](?:supported|method))?$/i;

/**
 * The word for which the values under this name are withheld, whether or not the realm knows them.
 * Undefined when there is none. It is never the whole of an unusual name, in which there may be a
 * secret, too.
 */
export function secretWord(name: string): string | undefined {
  const word = WORDS.exec(name)?.[0].toLowerCase();
  return word === undefined || (ABOUT.test(name) && !/^id_token_hint$/i.test(name))
    ? undefined
    : word;
}
