import { oauthError, type HttpReply } from '../../model/reply.ts';

/** The token endpoint's 429 reply, with `Retry-After` in whole seconds. */
export const tooMany = (seconds: number): HttpReply =>
  oauthError(429, 'temporarily_unavailable', 'Too many requests.', {
    'retry-after': String(Math.ceil(seconds)),
  });
