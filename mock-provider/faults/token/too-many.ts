import { oauthError, type HttpReply } from '../../model/reply.ts';

/** 429 of the token endpoint, with the whole seconds after which it is worth coming back. */
export const tooMany = (seconds: number): HttpReply =>
  oauthError(429, 'temporarily_unavailable', 'Too many requests.', {
    'retry-after': String(Math.ceil(seconds)),
  });
