import { expect, test } from 'vitest';
import { loadScenarios } from '../harness/plan/load-scenarios.ts';
import { AUTHENTICATIONS, CELLS, GRANTS } from './grant-parts.ts';
import family, { about } from './grant.family.ts';

const scenarios = await loadScenarios(import.meta.dirname);

test('each grant is there with each authentication that it can have', () => {
  const pairs = new Set(CELLS.map(({ grant, authentication }) => `${grant} ${authentication}`));
  expect([...pairs]).toEqual([
    'authorization-code header',
    'authorization-code body',
    'pkce header',
    'pkce body',
    'pkce public',
    'client-credentials header',
    'client-credentials body',
  ]);
  expect(CELLS).toHaveLength(28);
});

test.each(CELLS)('$scenario is $grant, $authentication, $situation', (cell) => {
  const scenario = scenarios.find(({ name }) => name === cell.scenario);
  const {
    grant = 'authorization-code',
    client = 'confidential',
    authentication = 'header',
  } = scenario?.credentials?.['main'] ?? {};
  const steps = scenario?.plan.map((step) => step.do);
  expect(grant).toBe(GRANTS[cell.grant].grant);
  expect(client === 'public' ? client : authentication).toBe(cell.authentication);
  expect(steps?.includes('rendezvous')).toBe(cell.situation === 'storm');
  expect(scenario?.realm?.clientSecrets === 'need-encoding').toBe(cell.situation === 'encoding');
  expect(scenario?.realm?.clientAuthentication).toBe(
    cell.situation === 'only' ? AUTHENTICATIONS[cell.authentication].only : undefined,
  );
});

test('no cell is there twice', () => {
  const ownAndOthers = CELLS.map(({ scenario }) => scenario);
  expect(new Set(ownAndOthers).size).toBe(CELLS.length);
  expect(family).toHaveLength(CELLS.filter(({ elsewhere }) => !elsewhere).length);
  expect(about).toContain('credential/public-client');
});
