import type { Exchange } from '../../model/exchange.ts';
import type { WayBack } from '../../model/redirect-back.ts';

/**
 * Where an authorization request wants the user to be sent back to. Undefined when no redirect may
 * be made: an unusable address is told to the user alone (RFC 6749 §4.1.2.1).
 */
export function wayBackOf({ parameters }: Exchange): WayBack | undefined {
  const redirectUri = parameters.get('redirect_uri') ?? '';
  const state = parameters.get('state');
  return URL.canParse(redirectUri)
    ? { redirectUri, ...(state === undefined ? {} : { state }) }
    : undefined;
}
