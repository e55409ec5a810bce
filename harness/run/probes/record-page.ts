import type { ScenarioRun } from '../scenario-run.ts';

/**
 * Searches a page that the client showed after the way to the provider and back. The page is in the
 * browser's history, and whoever looks over the shoulder reads it.
 */
export function recordPage({ recorder, realm }: ScenarioRun, page: string): void {
  recorder.add({
    type: 'leak-scan',
    place: 'connect-page',
    characters: page.length,
    leaks: realm.findSecrets(page),
  });
}
