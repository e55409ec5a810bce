import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { readYaml, valueOfYaml, whyUnreadable } from '../../../mock-provider/index.ts';
import { oldBaselineSchema, baselineSchema, type Baseline } from '../../model/baseline.ts';
import type { Checker } from '../../model/checker.ts';
import { didYouMean } from '../../model/did-you-mean.ts';
import { usageError } from '../../model/usage-error.ts';
import { parseChecked, type SenseProblem } from '../../plan/scenario-file-parse.ts';
import type { NamedBaseline } from '../../suite/suite-options.ts';

/** The names that a baseline may use. */
export interface BaselineNames {
  readonly checkers: readonly Pick<Checker, 'name'>[];
  /** Undefined: any name. */
  readonly scenarios?: readonly string[];
}

/** A baseline of this form or of an older one, which does not say how a failure looks. */
export type AnyBaseline = Pick<Baseline, 'n8n'> & {
  readonly known: readonly (Omit<Baseline['known'][number], 'seen'> & {
    readonly seen?: Baseline['known'][number]['seen'];
  })[];
};

/**
 * Reads a baseline file, JSON or YAML.
 * @throws HarnessError `usage` with every problem as `file:line:column`; `baseline-too-old`
 */
export function readBaseline(path: string, shownAs: string, names: BaselineNames): NamedBaseline {
  const text = textOf(path, shownAs);
  if (oldForm(text) !== undefined)
    throw usageError(
      `Could not use baseline ${shownAs}: it is of an older form, which names checkers but does not say how a failure looks.`,
      `Move it with what a run shows: oauth-chaos run --n8n ${oldForm(text)?.n8n ?? '<version>'} --baseline none, then oauth-chaos baseline update ${shownAs} --from latest`,
    );
  return { name: basename(path), baseline: parsed(text, shownAs, names) };
}

/**
 * Reads a baseline of this form or of an older one.
 * @throws HarnessError `usage`
 */
export function readAnyBaseline(path: string, shownAs: string, names: BaselineNames): AnyBaseline {
  const text = textOf(path, shownAs);
  return oldForm(text) ?? parsed(text, shownAs, names);
}

function textOf(path: string, shownAs: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw usageError(
      `Could not read baseline ${shownAs}: ${whyUnreadable(cause)}.`,
      'Give the path of a file, or `--baseline none` to compare with nothing.',
    );
  }
}

/** The baseline when it is of the older form, which has no `schemaVersion`. */
function oldForm(text: string): AnyBaseline | undefined {
  const read = readYaml(text);
  if (!read.ok) return undefined;
  const value = valueOfYaml(read.document);
  if (typeof value !== 'object' || value === null || 'schemaVersion' in value) return undefined;
  return oldBaselineSchema.safeParse(value).data;
}

function parsed(text: string, shownAs: string, { checkers, scenarios }: BaselineNames): Baseline {
  const schema = baselineSchema(checkers);
  const result = parseChecked(text, schema, (value) =>
    unknownScenarios(schema.parse(value), scenarios),
  );
  if (result.ok) return schema.parse(result.value);
  const listed = result.issues.map(
    ({ line, column, path: key, message }) => `  ${shownAs}:${line}:${column} ${key}: ${message}`,
  );
  throw usageError(
    `Could not use baseline ${shownAs}: ${listed.length} problem${listed.length === 1 ? '' : 's'}.\n${listed.join('\n')}`,
  );
}

const unknownScenarios = (
  { known }: Baseline,
  names: readonly string[] | undefined,
): readonly SenseProblem[] =>
  known.flatMap(({ scenario }, index) =>
    names === undefined || names.includes(scenario)
      ? []
      : [
          {
            path: ['known', index, 'scenario'],
            message: `there is no scenario '${scenario}'; ${didYouMean(scenario, names)}`,
          },
        ],
  );
