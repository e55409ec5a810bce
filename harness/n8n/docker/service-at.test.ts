import { expect, it } from 'vitest';
import type { ProcessName } from '../../model/system.ts';
import { serviceAt } from './service-at.ts';

const service = (name: ProcessName, address: string | undefined, hasEnded = false) => ({
  name,
  run: { address, ended: hasEnded ? AbortSignal.abort() : new AbortController().signal },
});
const at = (address: string) => ({ address, port: 1 });

it('tells containers by their addresses, as IPv4 within IPv6 too', () => {
  const services = [
    service('main', '172.18.0.2'),
    service('worker-1', '172.18.0.3'),
    { name: 'main-2' as const, run: undefined },
    service('worker-2', undefined),
  ];
  expect([
    serviceAt(at('172.18.0.3'), services),
    serviceAt(at('::ffff:172.18.0.2'), services),
    serviceAt(at('172.18.0.9'), services),
  ]).toEqual(['worker-1', 'main', undefined]);
});

it('an address that the daemon gave away again is that of the one that runs', () => {
  expect(
    serviceAt(at('172.18.0.3'), [
      service('worker-1', '172.18.0.3', true),
      service('cli-1', '172.18.0.3'),
    ]),
  ).toBe('cli-1');
});

it('what is heard of one after its end is still its own', () => {
  expect(serviceAt(at('172.18.0.3'), [service('worker-1', '172.18.0.3', true)])).toBe('worker-1');
});
