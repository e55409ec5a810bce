import { didYouMean } from '../../model/did-you-mean.ts';
import type { ReporterDefinition } from '../../model/reporter.ts';
import { usageError } from '../../model/usage-error.ts';

/** A reporter that the user chose: `name` or `name=path`. */
export interface ReporterChoice {
  readonly definition: ReporterDefinition;
  readonly path: string | undefined;
}

export const DEFAULT_REPORTERS: readonly string[] = ['list', 'json', 'html'];

/**
 * Reads the options `--reporter name[=path]`. The result has the order of `known`, not of the
 * options, because the reporter that lists the files of the others comes last there.
 * @throws HarnessError `usage` on an unknown name or an empty path
 */
export function selectReporters(
  wanted: readonly string[],
  known: readonly ReporterDefinition[],
): readonly ReporterChoice[] {
  const choices = wanted.map((text) => {
    const [name = '', ...rest] = text.split('=');
    const path = rest.length === 0 ? undefined : rest.join('=');
    const definition = known.find((candidate) => candidate.name === name);
    if (definition === undefined)
      throw usageError(`Could not find reporter '${name}'.`, hintFor(name, known));
    if (path === '')
      throw usageError(
        `Could not use --reporter ${text}: the path after '=' is empty.`,
        `For example: --reporter ${name}=out/report`,
      );
    return { definition, path };
  });
  return choices.sort(
    (one, other) => known.indexOf(one.definition) - known.indexOf(other.definition),
  );
}

function hintFor(name: string, known: readonly ReporterDefinition[]): string {
  const hint = didYouMean(
    name,
    known.map((reporter) => reporter.name),
  );
  return `${hint.charAt(0).toUpperCase()}${hint.slice(1)}`;
}
