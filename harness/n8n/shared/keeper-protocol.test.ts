import { statSync } from 'node:fs';
import { expect, it } from 'vitest';
import { failureOf, keeperName, socketFolder } from './keeper-protocol.ts';

const runner = { pid: 1, startedAt: 'then' };
const wanted = { n8n: '2.41.1', settings: { A: '1', B: '2' }, nodes: ['/nodes'] };

it('gives one n8n to those who want the same, in whatever order they say it', () => {
  const name = keeperName(wanted, runner, 's');
  expect(keeperName({ ...wanted, settings: { B: '2', A: '1' } }, runner, 's')).toBe(name);
  const others = [
    keeperName({ ...wanted, n8n: '1.123.81' }, runner, 's'),
    keeperName({ ...wanted, settings: { A: '1' } }, runner, 's'),
    keeperName({ ...wanted, nodes: [] }, runner, 's'),
    keeperName(wanted, { ...runner, startedAt: 'now' }, 's'),
    keeperName(wanted, runner, 'nodes were built again'),
  ];
  expect(new Set([name, ...others]).size).toBe(6);
});

it('lets nobody else listen', () => {
  expect(statSync(socketFolder()).mode & 0o077).toBe(0);
});

it('tells any error as one that a user can read', () => {
  expect(failureOf(new Error('what'))).toMatchObject({
    failure: { code: 'n8n-start-failed', message: expect.stringContaining('what'), exitCode: 75 },
  });
});
