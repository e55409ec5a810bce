import { z } from 'zod';

/** The status of a final HTTP response. 1xx responses are interim (RFC 9110 §15.2). */
export const httpStatus = z.int().min(200).max(599);
