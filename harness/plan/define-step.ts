import { z } from 'zod';
import type { Capability } from '../model/capability.ts';
import type { Step } from '../model/scenario.ts';
import type { Written } from '../model/written.ts';
import type { StepContext } from './step-context.ts';
import { unionBy } from './union-by.ts';

/**
 * The schema of a step's options: one object, or several objects that one of their keys
 * distinguishes.
 */
type Options = z.ZodObject | z.ZodDiscriminatedUnion;

/** A step of a plan as a scenario writes it: its name and its options. */
export type StepOf<Name extends string, Schema extends Options> = Written<
  { do: Name } & OptionsOf<Schema>
>;

/** What zod calls no options at all is an object that must not even have a name. */
type OptionsOf<Schema extends Options> =
  Schema extends z.ZodObject<infer Shape>
    ? keyof Shape extends never
      ? unknown
      : z.output<Schema>
    : z.output<Schema>;

interface StepParts<S> {
  /** One sentence for lists. */
  readonly summary: string;
  /** Capabilities that the target must have; a scenario with such a step runs alone on its n8n. */
  readonly requires?: readonly Capability[];
  /** Describes the step as an imperative phrase, for plans, progress lines and reports. */
  words(step: S): string;
  /** Names of the workflows that the step executes; only for steps that execute workflows. */
  workflows?(step: S): readonly string[];
  /** How many executions the step may run at the same time; without this method none. */
  atOnce?(step: S): number;
  /** How long the step does nothing but wait, in milliseconds; without this method not at all. */
  waitsMs?(step: S): number;
  /** Carries out the step. Resolves when the next step may begin. */
  run(context: StepContext, step: S): Promise<void>;
}

/** One kind of step: its schema, its description in words, and what it does. */
export interface StepDefinition<S = Step> extends StepParts<S> {
  readonly name: string;
  /** Strict schema of the whole step, including `do`. */
  readonly schema: Options;
}

/**
 * The function that a TypeScript scenario calls to write a step, with the definition of the step
 * attached.
 */
type Defined<Build, S> = Build & { readonly definition: StepDefinition<S> };

/**
 * Declares a kind of step.
 * @param parts `schema` is the shape of the options, strict and without `do`
 * @param build how a TypeScript scenario writes the step; with its options in one object unless
 * given
 * @example
 * export const advance = defineStep(
 *   {
 *     name: 'advance',
 *     summary: "Moves the provider's clock forward, without waiting.",
 *     schema: z.strictObject({ by: durationSchema }),
 *     words: ({ by }) => `move the provider's clock forward by ${by}`,
 *     run: async (context, { by }) => context.advanceClock(toMs(by)),
 *   },
 *   (by: Duration) => ({ do: 'advance', by }),
 * );
 */
export function defineStep<const Name extends string, Schema extends Options>(
  parts: { name: Name; schema: Schema } & StepParts<StepOf<Name, Schema>>,
): Defined<(options: Written<z.output<Schema>>) => StepOf<Name, Schema>, StepOf<Name, Schema>>;
export function defineStep<
  const Name extends string,
  Schema extends Options,
  Build extends (...args: never[]) => StepOf<Name, Schema>,
>(
  parts: { name: Name; schema: Schema } & StepParts<StepOf<Name, Schema>>,
  build: Build,
): Defined<Build, StepOf<Name, Schema>>;
export function defineStep(
  parts: { name: string; schema: Options } & StepParts<Step>,
  build: (...args: never[]) => Step = (options: object) => ({ do: parts.name, ...options }),
): Defined<typeof build, Step> {
  const definition = { ...parts, schema: withName(parts.name, parts.schema) };
  return Object.assign(build, { definition });
}

/** The schema of a whole step: that of its options, and its name. */
export function withName(name: string, schema: Options): Options {
  return schema instanceof z.ZodDiscriminatedUnion
    ? unionBy(
        schema.def.discriminator,
        schema.options.map((option) => withName(name, option as Options)),
      )
    : z.strictObject({ do: z.literal(name), ...schema.shape });
}
