import { AT_THE_API } from './at-the-api.ts';
import { AT_TOKEN_ENDPOINT } from './at-token-endpoint.ts';
import type { Cause, Failure } from './cause.ts';
import { BEFORE_ANY_CALL, IN_N8N } from './in-n8n.ts';
import { WHILE_CONNECTING } from './while-connecting.ts';

/** Every cause of a failure that is told in words. Of several that fit the first applies. */
export const causes: readonly Cause[] = [
  ...WHILE_CONNECTING,
  ...IN_N8N,
  ...AT_TOKEN_ENDPOINT,
  ...AT_THE_API,
  BEFORE_ANY_CALL,
];

const byId: ReadonlyMap<string, Cause> = new Map(causes.map((cause) => [cause.id, cause]));

/** The cause of this id; undefined when there is none. */
export const causeById = (id: string): Cause | undefined => byId.get(id);

/** The cause of a recorded failure; undefined when its history shows none that is known. */
export const causeOfFailure = (failure: Failure): Cause | undefined =>
  causes.find(({ shows }) => shows(failure));
