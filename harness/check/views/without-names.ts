import type { History } from '../../model/history.ts';

/**
 * A text of the client without the name of the scenario, which the harness put into the names of
 * credentials and workflows: `database/read-only-at-save` says nothing of what the client knows.
 */
export function withoutNames({ head }: History, text: string): string {
  const name = head?.scenario.name ?? '';
  return name === '' ? text : text.replaceAll(name, '');
}
