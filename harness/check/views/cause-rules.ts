import type { RecordedExchange } from '../../model/history.ts';
import { AT_THE_API } from './api-causes.ts';
import type { CauseRule } from './cause-rule.ts';
import { AT_THE_TOKEN_ENDPOINT } from './token-endpoint-causes.ts';

const RULES: readonly CauseRule[] = [...AT_THE_TOKEN_ENDPOINT, ...AT_THE_API];

/** The cause that an exchange shows; undefined for an error of which any specific text will do. */
export const causeOf = (exchange: RecordedExchange): CauseRule | undefined =>
  RULES.find(({ shows }) => shows(exchange));
