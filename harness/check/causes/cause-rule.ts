import type { RecordedExchange } from '../../model/history.ts';

/** A cause of failure: how an exchange shows it, and which words help or mislead the operator. */
export interface CauseRule {
  /** Names the rule; never changes once published. */
  readonly id: string;
  /** The cause in words. */
  readonly cause: string;
  readonly shows: (exchange: RecordedExchange) => boolean;
  /** The act that helps. A text that advises it helps. */
  readonly act?: RegExp;
  /** A text helps when it contains one of these. */
  readonly helps: readonly RegExp[];
  /** True when the provider's own error code tells an operator enough. */
  readonly codeHelps: boolean;
  /** True when the provider's own words do not help either, unless they advise the act. */
  readonly onlyActHelps?: true;
  /** Advice that sends the operator to the wrong place, whatever else the text says. */
  readonly misleads: readonly RegExp[];
  /** What the text would have to say, for the finding. */
  readonly owed: string;
  /** The same, when a later call to the API with the old token was refused as well. */
  readonly owedAfterEcho?: string;
}

export const statusOf = ({ reply }: RecordedExchange): number => reply?.status ?? 0;

export const toToken = ({ request }: RecordedExchange): boolean => request.endpoint === 'token';

export const toApi = ({ request }: RecordedExchange): boolean => request.endpoint === 'resource';

/** True when no complete HTTP answer arrived. */
export const broken = ({ reply }: RecordedExchange): boolean =>
  reply === undefined || reply.outcome !== 'http' || !reply.delivered;

/** True when a fault put an answer of its own, or a changed one, in the place of the provider's. */
export const isMadeUp = ({ reply }: RecordedExchange): boolean =>
  reply?.faults.some((id) => /^(?:token|reply|wire)\//.test(id)) === true;

export const throttled = (exchange: RecordedExchange): boolean => statusOf(exchange) === 429;

export const tokenError = (exchange: RecordedExchange, errors: ReadonlySet<string>): boolean =>
  toToken(exchange) && errors.has(exchange.reply?.error ?? '');
