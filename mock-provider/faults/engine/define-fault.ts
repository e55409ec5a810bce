import { z } from 'zod';
import { durationSchema } from '../../model/duration-schema.ts';
import type { Exchange } from '../../model/exchange.ts';
import type { EndpointName } from '../../model/records.ts';
import type { Reply } from '../../model/reply.ts';
import type { FaultContext } from './fault-context.ts';

/** The part of the provider that a fault changes, or whose requests it intercepts. */
export type ActsOn =
  | 'grant-store'
  | 'policy'
  | 'clock'
  | 'keys'
  | 'token-endpoint'
  | 'authorization-endpoint'
  | 'api'
  | 'wire';

/**
 * Code that a fault puts around an endpoint. It either answers the request itself, or it calls
 * `next` so that the endpoint answers, and then changes or drops the reply.
 */
export type Middleware = (exchange: Exchange, next: () => Promise<Reply>) => Reply | Promise<Reply>;

export type Interceptors = Readonly<Partial<Record<EndpointName, Middleware>>>;

/**
 * One departure from correct behaviour. A fault has exactly one kind of hook. `strike` destroys
 * something, once or several times (`strikingOptions`). `begin` changes how the realm behaves while
 * the fault is in force; it returns a function that undoes the change (`lastingOptions`).
 * `intercept` runs around the requests to an endpoint (`interceptingOptions`, `onceOptions`). A
 * fault with `begin` may have `intercept` as well.
 */
export interface FaultDefinition<N extends string = string, O extends z.ZodObject = z.ZodObject> {
  /** `theme/kebab-case`, as its file is named. */
  readonly name: N;
  /** One sentence in the present tense. */
  readonly summary: string;
  readonly actsOn: ActsOn;
  /**
   * Links to reports of this behaviour at real providers. A fault that nobody has met does not
   * belong here.
   */
  readonly seenInTheWild: readonly [string, ...string[]];
  readonly options: O;
  /**
   * The endpoint whose successful requests `after` and `times` count, for a fault with `strike` or
   * `begin`. The default is `token`.
   */
  readonly counts?: 'token' | 'resource';
  strike?(fault: FaultContext, options: z.output<O>): void;
  begin?(fault: FaultContext, options: z.output<O>): (() => void) | undefined;
  intercept?(fault: FaultContext, options: z.output<O>): Interceptors;
}

/**
 * Declares a fault. Its name becomes part of the union `FaultName` when the fault is listed in
 * faults/every-fault.ts.
 */
export function defineFault<const N extends string, O extends z.ZodObject>(
  definition: FaultDefinition<N, O>,
): FaultDefinition<N, O> {
  return definition;
}

const times = z.int().positive();
const after = z.int().nonnegative().default(0);
const probability = z.number().min(0).max(1).default(1);
const lifetime = durationSchema
  .optional()
  .describe('heals by itself after so long, in realm time; without it, when told');

type Shape = Readonly<Record<string, z.ZodType>>;

/**
 * Options of a fault that acts on every matching exchange until it is healed, or on the first
 * `times` of them.
 */
export function interceptingOptions<S extends Shape>(shape: S) {
  return z.strictObject({
    ...shape,
    times: times
      .optional()
      .describe('acts on so many matching exchanges, then no more; without it until healed'),
    after: after.describe('lets so many matching exchanges pass first'),
    for: lifetime,
    probability: probability.describe('acts on a matching exchange with this probability, seeded'),
  });
}

/** Options of a fault that acts on one matching exchange by default. */
export function onceOptions<S extends Shape>(shape: S) {
  return interceptingOptions(shape).extend({
    times: times.default(1).describe('acts on so many matching exchanges, then no more'),
  });
}

/** Options of a fault that changes how the realm behaves while it is in force. */
export function lastingOptions<S extends Shape>(shape: S) {
  return z.strictObject({
    ...shape,
    times: times.optional().describe('heals by itself after so many successful requests'),
    after: after.describe('begins after so many successful requests'),
    for: lifetime,
    probability: probability.describe('begins with this probability, seeded'),
  });
}

/** Options of a fault that destroys something. */
export function strikingOptions<S extends Shape>(shape: S) {
  return z.strictObject({
    ...shape,
    times: times.default(1).describe('strikes so many times'),
    after: after.describe(
      'strikes after so many successful requests, and again after as many; 0: at once, then after each one',
    ),
    for: lifetime,
    probability: probability.describe('each strike happens with this probability, seeded'),
  });
}

/**
 * The option of faults that end tokens: they end the tokens of this client, or of every client when
 * none is named.
 */
export const ofClient = {
  client: z
    .string()
    .min(1)
    .optional()
    .describe('name of the registered client it is about; without it every client'),
} as const;
