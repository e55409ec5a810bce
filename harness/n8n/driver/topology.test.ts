import { describe, expect, it } from 'vitest';
import { deploymentInfo, SINGLE, targetId, type Deployment } from './topology.ts';

const queue: Deployment = { topology: 'queue', workers: 3, settings: {} };

describe('targetId', () => {
  it.each([
    ['2.41.1', SINGLE, '2.41.1'],
    ['2.41.1', { ...SINGLE, topology: 'postgres' }, '2.41.1-postgres'],
    ['2.41.1', { ...queue, workers: 2 }, '2.41.1-queue'],
    ['2.41.1', queue, '2.41.1-queue-3'],
    ['path-2.41.1-0a1b', { ...queue, workers: 1 }, 'path-2.41.1-0a1b-queue-1'],
  ] as const)('%s is told apart by its topology', (name, deployment, id) => {
    expect(targetId(name, deployment)).toBe(id);
  });
});

describe('deploymentInfo', () => {
  it('says the topology, and workers only where there are some', () => {
    expect(deploymentInfo(SINGLE)).toEqual({ topology: 'single' });
    expect(deploymentInfo({ topology: 'postgres', workers: 2, settings: {} })).toEqual({
      topology: 'postgres',
    });
    expect(deploymentInfo(queue)).toEqual({ topology: 'queue', workers: 3 });
  });

  it('says which settings were chosen, without what may be a secret', () => {
    expect(
      deploymentInfo({
        ...SINGLE,
        settings: { N8N_LOG_LEVEL: 'info', N8N_SMTP_PASS: 'very-secret' },
      }),
    ).toEqual({
      topology: 'single',
      settings: { N8N_LOG_LEVEL: 'info', N8N_SMTP_PASS: '<withheld>' },
    });
  });
});
