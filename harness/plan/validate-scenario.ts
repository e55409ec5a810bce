import type { z } from 'zod';
import { ProviderError, settingsPolicy } from '../../mock-provider/index.ts';
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
  const { scenario, problems: unknown } = withOwnPreset(input as DefinedScenario, vocabulary);
  const problems = [...unknown, ...checkPlan(scenario)];
  return problems.length > 0 ? { ok: false, issues: [], problems } : { ok: true, scenario };
}

/**
 * A scenario with the settings of the user's own preset in the place of its name: the provider
 * knows only those that come with it.
 */
function withOwnPreset(
  scenario: DefinedScenario,
  { ownPresets = [] }: Vocabulary,
): { readonly scenario: DefinedScenario; readonly problems: readonly PlanProblem[] } {
  const { realm } = scenario;
  if (realm === undefined || !ownPresets.some(({ name }) => name === realm.preset))
    return { scenario, problems: [] };
  try {
    return { scenario: { ...scenario, realm: settingsPolicy(realm, ownPresets) }, problems: [] };
  } catch (cause) {
    if (!(cause instanceof ProviderError)) throw cause;
    const { preset: _, variant: __, at: ___, ...settings } = realm;
    return {
      scenario: { ...scenario, realm: settings },
      problems: [{ path: ['realm', 'variant'], message: `does not fit: ${cause.hint}` }],
    };
  }
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
