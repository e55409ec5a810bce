import { z } from 'zod';
import type { Exchange } from './exchange.ts';
import type { EndpointName } from './records.ts';
import type { FaultContext } from './fault-context.ts';
import type { Reply } from './reply.ts';

/** The part of the world a fault sits in. */
export type FaultSurface = 'grant-store' | 'policy' | 'clock' | 'token-endpoint' | 'api' | 'wire';

/** Stands in a request's path: answers itself, or lets `next` answer and changes or loses what comes back. */
export type Middleware = (exchange: Exchange, next: () => Promise<Reply>) => Reply | Promise<Reply>;

export type Interceptors = Readonly<Partial<Record<EndpointName, Middleware>>>;

/**
 * One departure from correct behaviour. All hooks are optional: `begin` acts at once and may return the way to `heal`
 * what can be healed; `intercept` stands in the path of requests for as long as the fault is in force.
 */
export interface FaultDefinition<N extends string = string, O extends z.ZodObject = z.ZodObject> {
  /** `surface/kebab-case`; the file has the same name with a dash for the slash. */
  readonly name: N;
  /** One sentence, present tense. */
  readonly summary: string;
  readonly surface: FaultSurface;
  /** Where it was met: links. A fault nobody has met does not belong here. */
  readonly seenInTheWild: readonly [string, ...string[]];
  readonly options: O;
  begin?(fault: FaultContext, options: z.output<O>): (() => void) | undefined;
  intercept?(fault: FaultContext, options: z.output<O>): Interceptors;
}

/** Declares a fault; its name becomes part of the union `FaultName` once it is listed in faults/index.ts. */
export function defineFault<const N extends string, O extends z.ZodObject>(definition: FaultDefinition<N, O>): FaultDefinition<N, O> {
  return definition;
}

const after = z.int().nonnegative().default(0).describe('lets so many matching exchanges pass first');
const times = z.int().positive().describe('acts on so many matching exchanges, then no more; without it until healed');

type Shape = Readonly<Record<string, z.ZodType>>;

/** Options of a fault that acts on exchanges until it is healed, or on the first `times` of them. */
export function interceptingOptions<S extends Shape>(shape: S) {
  return z.strictObject({ ...shape, times: times.optional(), after });
}

/** Options of a fault that acts on one exchange unless told otherwise. */
export function onceOptions<S extends Shape>(shape: S) {
  return z.strictObject({ ...shape, times: times.default(1), after });
}

/** Options of a fault that ends tokens, of every client unless one is named. */
export const ofClientOptions = z.strictObject({
  client: z.string().min(1).optional().describe('name of the registered client whose tokens it ends; without it those of every client'),
});

/** Options of a fault that is done as soon as it began. */
export const noOptions = z.strictObject({});
