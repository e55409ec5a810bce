import { expect, it } from 'vitest';
import type { PartName } from '../../model/system.ts';
import { partAt } from './part-at.ts';

const part = (name: PartName, address: string | undefined, hasEnded = false) => ({
  name,
  run: { address, ended: hasEnded ? AbortSignal.abort() : new AbortController().signal },
});
const at = (address: string) => ({ address, port: 1 });

it('tells containers by their addresses, as IPv4 within IPv6 too', () => {
  const parts = [
    part('main', '172.18.0.2'),
    part('worker-1', '172.18.0.3'),
    { name: 'main-2' as const, run: undefined },
    part('worker-2', undefined),
  ];
  expect([
    partAt(at('172.18.0.3'), parts),
    partAt(at('::ffff:172.18.0.2'), parts),
    partAt(at('172.18.0.9'), parts),
  ]).toEqual(['worker-1', 'main', undefined]);
});

it('an address that the daemon gave away again is that of the one that runs', () => {
  expect(
    partAt(at('172.18.0.3'), [part('worker-1', '172.18.0.3', true), part('cli-1', '172.18.0.3')]),
  ).toBe('cli-1');
});

it('what is heard of one after its end is still its own', () => {
  expect(partAt(at('172.18.0.3'), [part('worker-1', '172.18.0.3', true)])).toBe('worker-1');
});
