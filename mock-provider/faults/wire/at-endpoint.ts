import { z } from 'zod';
import type { Interceptors, Middleware } from '../engine/define-fault.ts';
import { asksWith, grants } from '../engine/token-requests.ts';

/** Options of a fault that acts on the connection to the token endpoint or to the API. */
export const endpointShape = {
  at: z
    .enum(['token', 'resource'])
    .default('token')
    .describe('endpoint on the way to which it sits'),
  grants: grants('refresh_token', 'client_credentials'),
} as const;

interface Place {
  readonly at: 'token' | 'resource';
  readonly grants: readonly string[];
}

/**
 * Puts `act` around the requests to one endpoint. At the token endpoint it acts only on requests
 * with one of the grant types.
 */
export function atEndpoint({ at, grants: types }: Place, act: Middleware): Interceptors {
  return {
    [at]: (exchange: Parameters<Middleware>[0], next: Parameters<Middleware>[1]) =>
      at === 'resource' || asksWith(exchange, types) ? act(exchange, next) : next(),
  };
}
