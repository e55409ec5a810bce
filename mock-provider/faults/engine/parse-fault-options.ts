import { nearestName } from '../../model/nearest-name.ts';
import { ProviderError } from '../../model/provider-error.ts';
import { explainIssue, pointerOf } from '../../model/zod-issue.ts';
import type { FaultDefinition } from './define-fault.ts';

/** The fault of that name. @throws ProviderError with a suggestion when there is none */
export function findFault(name: string, known: readonly FaultDefinition[]): FaultDefinition {
  const definition = known.find((candidate) => candidate.name === name);
  if (definition !== undefined) return definition;
  const names = known.map((candidate) => candidate.name);
  throw new ProviderError('unknown-fault', `Could not inject '${name}': there is no such fault.`, {
    hint: names.length === 0 ? 'No fault is known.' : `Did you mean '${nearestName(name, names)}'?`,
  });
}

/**
 * Checks a fault's options and fills in their defaults.
 * @throws ProviderError that names the option
 */
export function parseFaultOptions(
  definition: FaultDefinition,
  options: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const result = definition.options.safeParse(options);
  if (result.success) return result.data;
  const known = Object.keys(definition.options.shape);
  const issue = result.error.issues[0];
  throw new ProviderError(
    'bad-fault-options',
    `Could not inject '${definition.name}': ${issue === undefined ? 'bad options' : explainIssue(issue, known)}.`,
    {
      hint:
        known.length === 0 ? 'This fault has no options.' : `Its options are ${known.join(', ')}.`,
      cause: result.error,
      ...(issue === undefined ? {} : { pointer: pointerOf(issue) }),
    },
  );
}
