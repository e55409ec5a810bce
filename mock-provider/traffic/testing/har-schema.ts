import { z } from 'zod';

/**
 * What HAR 1.2 requires, and what it allows: http://www.softwareishard.com/blog/har-12-spec/. An
 * object may have fields of its own whose names begin with an underscore.
 */
const object = <const S extends z.core.$ZodLooseShape>(shape: S) =>
  z
    .object({ ...shape, comment: z.string().optional() })
    .catchall(z.unknown())
    .refine(
      (value) => Object.keys(value).every((key) => key in shape || /^_|^comment$/.test(key)),
      {
        error: 'has a field that is not of the format',
      },
    );

const moment = z.iso.datetime({ offset: true });
const pairs = z.array(object({ name: z.string(), value: z.string() }));
const size = z.int().min(-1);
const milliseconds = z.number().min(-1);

const message = {
  httpVersion: z.string(),
  cookies: z.array(object({ name: z.string(), value: z.string() })),
  headers: pairs,
  headersSize: size,
  bodySize: size,
};

const entry = object({
  pageref: z.string().optional(),
  startedDateTime: moment,
  time: z.number().min(0),
  request: object({
    ...message,
    method: z.string().min(1),
    url: z.url(),
    queryString: pairs,
    postData: object({ mimeType: z.string(), text: z.string() }).optional(),
  }),
  response: object({
    ...message,
    status: z.int(),
    statusText: z.string(),
    content: object({
      size,
      mimeType: z.string(),
      text: z.string().optional(),
      compression: z.int().optional(),
      encoding: z.string().optional(),
    }),
    redirectURL: z.string(),
  }),
  cache: object({}),
  timings: object({ send: milliseconds, wait: milliseconds, receive: milliseconds }),
  serverIPAddress: z.string().optional(),
  connection: z.string().optional(),
});

/** The schema of a HAR file. */
export const harSchema = z.strictObject({
  log: object({
    version: z.literal('1.2'),
    creator: object({ name: z.string(), version: z.string() }),
    browser: object({ name: z.string(), version: z.string() }).optional(),
    pages: z
      .array(
        object({
          startedDateTime: moment,
          id: z.string(),
          title: z.string(),
          pageTimings: object({ onContentLoad: milliseconds.optional() }),
        }),
      )
      .optional(),
    entries: z.array(entry),
  }),
});
