import { z } from 'zod';

/** A final HTTP status; 1xx is none (RFC 9110 §15.2). */
export const httpStatus = z.int().min(200).max(599);
