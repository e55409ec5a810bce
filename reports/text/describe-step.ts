import type { Step } from '../../harness/model/scenario.ts';

/**
 * A step as text, for a history that contains no words for its steps: the name of the step and its
 * options as they were written.
 */
export function describeStep({ do: name, ...options }: Step): string {
  const list = Object.entries(options).map(
    ([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return list.length === 0 ? name : `${name} (${list.join(', ')})`;
}
