import { expect, test } from 'vitest';
import { valueOf } from './expressions.ts';

const readable = { variables: { A: 'secret' }, item: 'e1.3' };

test.each([
  ['a text', 'a text'],
  ['{{ $env.A }}', '{{ $env.A }}'],
  ['=a text', 'a text'],
  ['={{ $env.A }}', 'secret'],
  ['={{ $env.B }}', ''],
  ["={{ 'http://localhost/token' }}", 'http://localhost/token'],
  ["=/tenants/{{ $json.id.split('.').pop() }}/token", '/tenants/3/token'],
])('%s is %s', (text, value) => expect(valueOf(text, readable)).toBe(value));

test('of no item there is no number', () => {
  expect(valueOf("={{ $json.id.split('.').pop() }}", { variables: {} })).toBe('');
});

test('an expression that it does not know is told', () => {
  expect(() => valueOf('={{ $now }}', readable)).toThrow(
    'Could not evaluate the expression $now: a reference client does not know it.',
  );
});
