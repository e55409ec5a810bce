import { z } from 'zod';

/** How a request and its reply went over the wire, as the provider records it. */

const namedValues = z
  .array(z.object({ name: z.string(), value: z.string() }))
  .describe('every secret is replaced by its name in ‹›');

const body = z
  .object({
    text: z.string(),
    bytes: z.int().describe('length of the whole body'),
    cut: z.boolean().optional().describe('the text is not the whole body'),
  })
  .optional()
  .describe('missing when there is none');

export const requestWireSchema = z
  .object({
    startedAtMs: z.number().describe('time of the machine, milliseconds since the epoch'),
    httpVersion: z.string(),
    url: z.string(),
    headers: namedValues,
    body,
  })
  .optional()
  .describe('head and body without secrets; missing in an older history');

export const replyWireSchema = z
  .object({
    headers: namedValues,
    body,
    sentBytes: z.int().optional().describe('how much of the body was sent, when it was cut off'),
    waitedMs: z.number().describe('from the arrival of the request until the answer began'),
    sendingMs: z.number().describe('from then until it was handed to the network'),
  })
  .optional()
  .describe('head and body without secrets, of an HTTP answer; missing in an older history');
