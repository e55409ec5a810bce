import type { z } from 'zod';
import { HarnessError } from '../model/error.ts';
import type { Catalog } from './catalog.ts';
import { checkPlan, type PlanProblem } from './check-plan.ts';
import { scenarioSchema } from './scenario-schema.ts';
import type { DefinedScenario } from './define-scenario.ts';

export type ScenarioValidation =
  | { readonly ok: true; readonly scenario: DefinedScenario }
  | {
      readonly ok: false;
      readonly issues: readonly z.core.$ZodIssue[];
      readonly problems: readonly PlanProblem[];
    };

/**
 * Schemas by the templates they were made from: making one takes longer than using it, and a suite
 * plans dozens.
 */
const schemas = new WeakMap<Catalog['workflows'], z.ZodType>();

function schemaFor(catalog: Pick<Catalog, 'workflows'>): z.ZodType {
  const schema = schemas.get(catalog.workflows) ?? scenarioSchema(catalog);
  schemas.set(catalog.workflows, schema);
  return schema;
}

/**
 * Checks shape and sense of a scenario from anywhere: TypeScript, YAML, an incident. Reports
 * everything at once.
 */
export function validateScenario(
  input: unknown,
  catalog: Pick<Catalog, 'workflows'>,
): ScenarioValidation {
  const shape = schemaFor(catalog).safeParse(input);
  if (!shape.success) return { ok: false, issues: shape.error.issues, problems: [] };
  const scenario = input as DefinedScenario;
  const problems = checkPlan(scenario);
  return problems.length > 0 ? { ok: false, issues: [], problems } : { ok: true, scenario };
}

/**
 * Like {@link validateScenario}, for scenarios that have no file to point into.
 * @throws HarnessError `scenario-invalid`, exit 64
 */
export function requireValidScenario(
  input: DefinedScenario,
  catalog: Pick<Catalog, 'workflows'>,
): DefinedScenario {
  const result = validateScenario(input, catalog);
  if (result.ok) return result.scenario;
  const lines = [...result.issues, ...result.problems].map(
    (issue) => `${issue.path.join('.')}: ${issue.message}`,
  );
  throw new HarnessError(
    'scenario-invalid',
    `Could not plan scenario ${input.name}: ${lines.join('; ')}.`,
    { exitCode: 64, hint: 'Print the schema with: oauth-chaos schema scenario' },
  );
}
