import type { z } from 'zod';
import { HarnessError } from '../model/error.ts';
import type { Vocabulary } from './catalog.ts';
import { checkPlan } from './check-plan.ts';
import type { DefinedScenario } from './defined-scenario.ts';
import type { PlanProblem } from './plan-problem.ts';
import { scenarioIssues } from './scenario-issues.ts';
import { scenarioSchema } from './scenario-schema.ts';

export type ScenarioValidation =
  | { readonly ok: true; readonly scenario: DefinedScenario }
  | {
      readonly ok: false;
      readonly issues: readonly z.core.$ZodIssue[];
      readonly problems: readonly PlanProblem[];
    };

/**
 * Caches the schema of each vocabulary: making a schema takes longer than using it, and a suite
 * plans dozens of scenarios.
 */
const schemas = new WeakMap<Vocabulary, z.ZodType>();

function schemaFor(vocabulary: Vocabulary): z.ZodType {
  const schema = schemas.get(vocabulary) ?? scenarioSchema(vocabulary);
  schemas.set(vocabulary, schema);
  return schema;
}

/**
 * Checks the shape of a scenario and whether it makes sense, wherever it comes from: TypeScript,
 * YAML, an incident. Reports all problems at once.
 */
export function validateScenario(input: unknown, vocabulary: Vocabulary): ScenarioValidation {
  const shape = schemaFor(vocabulary).safeParse(input);
  if (!shape.success) return { ok: false, issues: shape.error.issues, problems: [] };
  const scenario = input as DefinedScenario;
  const problems = checkPlan(scenario);
  return problems.length > 0 ? { ok: false, issues: [], problems } : { ok: true, scenario };
}

/**
 * Like {@link validateScenario}, but throws; for scenarios that do not come from a file whose lines
 * a message could name.
 * @throws HarnessError `scenario-invalid`, exit 64
 */
export function requireValidScenario(
  input: DefinedScenario,
  vocabulary: Vocabulary,
): DefinedScenario {
  const result = validateScenario(input, vocabulary);
  if (result.ok) return result.scenario;
  const issues = result.issues.length > 0 ? scenarioIssues(schemaFor(vocabulary), input) : [];
  const lines = [...issues, ...result.problems].map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  );
  throw new HarnessError(
    'scenario-invalid',
    `Could not plan scenario ${input.name}: ${lines.join('; ')}.`,
    { exitCode: 64, hint: 'Print the schema with: oauth-chaos schema scenario' },
  );
}
