import { z } from 'zod';
import { grantTypeOf, type Exchange } from '../../model/exchange.ts';

const grantType = z.enum(['authorization_code', 'refresh_token', 'client_credentials']);
type GrantType = z.output<typeof grantType>;

/**
 * The option for the grant types that a token endpoint fault acts on. The default leaves out
 * `authorization_code`, so that a user can reconnect while the fault is in force.
 */
export const grants = (...defaults: readonly GrantType[]) =>
  z
    .array(grantType)
    .min(1)
    .default([...defaults])
    .describe('grant types the fault is about');

/** True when the token request has one of these grant types. */
export const asksWith = (exchange: Exchange, types: readonly string[]): boolean =>
  types.includes(grantTypeOf(exchange) ?? '');

/** True when the exchange is a refresh for which the provider has committed new tokens. */
export const refreshCommitted = (exchange: Exchange): boolean =>
  asksWith(exchange, ['refresh_token']) && exchange.outcome.issued !== undefined;
