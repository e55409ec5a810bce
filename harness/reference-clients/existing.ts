import { HarnessError } from '../model/error.ts';

/** What is stored under an id. @throws HarnessError when there is nothing */
export function existing<T>(
  all: ReadonlyMap<string, T>,
  what: 'credential' | 'workflow',
  id: string,
): T {
  const found = all.get(id);
  if (found === undefined)
    throw new HarnessError(`${what}-missing`, `Could not use ${what} ${id}: it does not exist.`);
  return found;
}
