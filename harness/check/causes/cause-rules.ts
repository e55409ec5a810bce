import type { RecordedExchange } from '../../model/history.ts';
import { BLAMES_PARAMETERS, BLAMES_SCOPE, RECONNECT } from './advice.ts';
import { AT_THE_API } from './api-causes.ts';
import { statusOf, type CauseRule } from './cause-rule.ts';
import { LINE } from './cause-words.ts';
import { AT_THE_TOKEN_ENDPOINT } from './token-endpoint-causes.ts';

/** RFC 9110 §15.5.8. An HTTP client may show it as a connection that failed. */
const PROXY: CauseRule = {
  id: 'proxy-demands-credentials',
  cause: 'a proxy on the way demands credentials of its own',
  shows: (exchange) => statusOf(exchange) === 407,
  helps: [/\bproxy\b/i, LINE],
  codeHelps: false,
  misleads: [RECONNECT, BLAMES_SCOPE, BLAMES_PARAMETERS],
  owed: 'the proxy is to blame, and nothing in the credential is wrong',
};

/** Every rule for what an exchange can show, in the order in which they apply. */
export const CAUSE_RULES: readonly CauseRule[] = [PROXY, ...AT_THE_TOKEN_ENDPOINT, ...AT_THE_API];

/** The cause that an exchange shows; undefined for an error of which any specific text will do. */
export const causeOf = (exchange: RecordedExchange): CauseRule | undefined =>
  CAUSE_RULES.find(({ shows }) => shows(exchange));
