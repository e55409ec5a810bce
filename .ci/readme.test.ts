import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

/** What GitHub makes of a heading, so that a link can lead to it. */
const anchorOf = (heading: string): string =>
  heading
    .replaceAll(/[*`]/g, '')
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, '')
    .trim()
    .replaceAll(' ', '-');

const anchorsIn = (text: string): readonly string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));

/** The links of a page that lead to nothing. */
function broken(page: string): readonly string[] {
  const text = readFileSync(join(root, page), 'utf8');
  return [...text.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)]
    .filter(([, path = '', anchor]) => {
      const target = path === '' ? join(root, page) : join(root, dirname(page), path);
      if (!existsSync(target)) return true;
      if (anchor === undefined) return false;
      const file = target.endsWith('.md') ? target : join(target, 'README.md');
      return !anchorsIn(readFileSync(file, 'utf8')).includes(anchor);
    })
    .map(([link]) => link);
}

test.each([
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'compose/README.md',
  'harness/config/README.md',
  'image/README.md',
  'harness/n8n/README.md',
  'harness/n8n/remote/README.md',
  'mock-provider/README.md',
  'mock-provider/contract/python/README.md',
  'scenarios/README.md',
  'scenarios/findings/README.md',
])('every link of %s leads somewhere', (page) => {
  expect(broken(page)).toEqual([]);
});

test('the README is short enough to be read', () => {
  expect(readFileSync(join(root, 'README.md'), 'utf8').split('\n').length).toBeLessThanOrEqual(165);
});
