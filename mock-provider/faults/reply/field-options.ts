import { z } from 'zod';
import { interceptingOptions } from '../engine/define-fault.ts';
import { grants } from '../engine/token-requests.ts';

/** Options of a fault that breaks one field of the token reply (RFC 6749 §5.1). */
export const fieldOptions = interceptingOptions({
  field: z
    .enum(['access_token', 'refresh_token', 'token_type', 'expires_in', 'scope'])
    .default('access_token')
    .describe('the field it is about'),
  grants: grants('refresh_token', 'client_credentials'),
});
