import { HarnessError } from '../../model/error.ts';
import type { ResolvedProject } from './resolve-run.ts';
import { CONFIG_KEYS } from './settings.ts';

/**
 * Does something with values of a run. When it is refused and one of them stands in a
 * configuration, the error says where.
 * @param keys names of options, such as `n8n` and `baseline`
 */
export async function blaming<T>(
  { from, name }: Pick<ResolvedProject, 'from' | 'name'>,
  keys: readonly string[],
  act: () => T | Promise<T>,
): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof HarnessError) || error.exitCode === 70) throw error;
    const places = concerned(
      [...from].filter(([key]) => keys.includes(key.replace(/\..*/, ''))),
      error.message,
    )
      .filter(([, place]) => !place.startsWith('-') && place !== 'command line')
      .map(([key, place]) => `${keyOf(key)} in ${place}`);
    if (places.length === 0) throw error;
    const project = name === undefined ? '' : `, project ${name}`;
    throw new HarnessError(error.code, error.message, {
      exitCode: error.exitCode,
      hint: [
        ...(error.hint === undefined ? [] : [error.hint]),
        `From ${places.join(', ')}${project}.`,
      ].join('\n'),
      ...(error.cause === undefined ? {} : { cause: error.cause }),
    });
  }
}

/** Of entries of a list, those that an error names, if it names any. */
function concerned(
  values: readonly (readonly [string, string])[],
  message: string,
): readonly (readonly [string, string])[] {
  const named = values.filter(([key]) => {
    const [, ...entry] = key.split('.');
    return entry.length > 0 && message.includes(entry.join('.'));
  });
  return named.length === 0 ? values : named;
}

const keyOf = (key: string): string => {
  const [name = '', ...entry] = key.split('.');
  return [CONFIG_KEYS[name] ?? name, ...entry].join('.');
};
