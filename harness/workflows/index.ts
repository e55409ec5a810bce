import batching from './batching.ts';
import httpRequest from './http-request.ts';
import idempotencyKey from './idempotency-key.ts';
import loop from './loop.ts';
import twoBranches from './two-branches.ts';
import twoNodes from './two-nodes.ts';

/**
 * Every workflow template; `use` in a scenario names one. To add one, add a file and an entry here.
 */
export const workflows = [
  httpRequest,
  batching,
  idempotencyKey,
  loop,
  twoBranches,
  twoNodes,
] as const;
