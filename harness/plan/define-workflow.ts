import type { z } from 'zod';
import type { WorkflowPlan } from '../model/workflow.ts';

/** A workflow template. Scenarios use it by its name (`{ use: 'http-request', items: 8 }`). */
export interface WorkflowTemplate<
  Name extends string = string,
  Options extends z.ZodObject = z.ZodObject,
> {
  readonly name: Name;
  readonly summary: string;
  /** Strict schema of the template's own options; each option has a default. */
  readonly options: Options;
  build(options: z.output<Options>): WorkflowPlan;
}

/** Declares a workflow template; the name and the options keep their literal types. */
export const defineWorkflow = <const Name extends string, Options extends z.ZodObject>(
  template: WorkflowTemplate<Name, Options>,
): WorkflowTemplate<Name, Options> => template;
