import type { Step } from '../../harness/model/scenario.ts';

/**
 * A step of a history that did not keep the words of its steps: what to do, and the options as they
 * were written.
 */
export function describeStep({ do: name, ...options }: Step): string {
  const list = Object.entries(options).map(
    ([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return list.length === 0 ? name : `${name} (${list.join(', ')})`;
}
