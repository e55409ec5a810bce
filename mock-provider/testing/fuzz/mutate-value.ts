import fc from 'fast-check';

/** A change somewhere within a value that JSON can hold. */
export interface Mutation {
  /** The way to the place: at each step, which member (modulo their number). */
  readonly at: readonly number[];
  readonly how: 'delete' | 'double' | 'replace' | 'rename' | 'add' | 'wrap' | 'swap';
  readonly key: string;
  readonly value: unknown;
}

const nested = (depth: number): unknown =>
  Array.from({ length: depth }).reduce<unknown>((inner) => [inner], 1);

/** Texts that programs stumble over: control characters, names of prototypes, paths, durations. */
export const HOSTILE_TEXTS: readonly string[] = [
  '',
  ' ',
  '0',
  'a\u0000b',
  '\u001B]0;title\u0007\u001B[2J',
  '::error::forged',
  '\uD800',
  '\uFEFF',
  '\u202Egnol',
  '__proto__',
  'constructor',
  'toString',
  '../../../../etc/passwd',
  '/etc/passwd',
  '.',
  '..',
  '%00%2e%2e%2f',
  '*'.repeat(60),
  '(a+)+$',
  '{{now}}',
  '{{',
  '*nope',
  '${x}',
  '<script>',
  '9'.repeat(400),
  'x'.repeat(5_000),
  '-5s',
  '0s',
  '1e9y',
  '99999999999999999999y',
  'Infinity',
  'NaN',
  '5',
  '2026-13-45T99:99:99Z',
  '0001-01-01T00:00:00.000Z',
];

const HOSTILE_VALUES: readonly unknown[] = [
  ...HOSTILE_TEXTS,
  null,
  true,
  false,
  0,
  -1,
  0.5,
  1e21,
  1e308,
  -1e308,
  2 ** 53,
  2 ** 31,
  [],
  {},
  [[]],
  [null],
  ['a', 'a'],
  { a: 1 },
  nested(60),
  nested(300),
];

export const hostileValue = fc.constantFrom(...HOSTILE_VALUES);

/** Values that are right in some place: what they change is read further than what is nonsense. */
const PLAIN_TEXTS = ['250ms', '20s', '1h', '1000y', 'main', 'reconnect', 'read', 'automatic'];
const plainValue = fc.constantFrom<unknown[]>(...PLAIN_TEXTS, 1, 2, 3, 64, 1_000, true, false);

/** Any change of a value. */
export const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.oneof(
    { weight: 5, arbitrary: fc.array(fc.nat({ max: 40 }), { minLength: 2, maxLength: 7 }) },
    { weight: 1, arbitrary: fc.array(fc.nat({ max: 40 }), { maxLength: 1 }) },
  ),
  how: fc.constantFrom<Mutation['how'][]>(
    'delete',
    'double',
    'replace',
    'replace',
    'replace',
    'rename',
    'add',
    'wrap',
    'swap',
  ),
  key: fc.constantFrom(...HOSTILE_TEXTS, 'name', 'n', 'type', 'use', 'do', 'schemaVersion'),
  value: fc.oneof(hostileValue, plainValue, fc.jsonValue({ maxDepth: 3 })),
});

type Container = unknown[] | Record<string, unknown>;

const isContainer = (value: unknown): value is Container =>
  typeof value === 'object' && value !== null;

/** Sets a member of its own, also one that is called `__proto__`. */
function put(container: Container, key: string, value: unknown): void {
  Object.defineProperty(container, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

/** The value with a change. The value itself stays as it is. */
export function mutated(original: unknown, { at, how, key, value }: Mutation): unknown {
  const top: Container = { top: structuredClone(original) };
  let [parent, name]: [Container, string] = [top, 'top'];
  for (const step of at) {
    const here: unknown = Reflect.get(parent, name);
    if (!isContainer(here)) break;
    const names = Object.keys(here);
    if (names.length === 0) break;
    [parent, name] = [here, names[step % names.length] ?? ''];
  }
  const here: unknown = Reflect.get(parent, name);
  change(parent, name, { how, key, here, value: structuredClone(value) });
  return top.top;
}

interface Place {
  readonly how: Mutation['how'];
  readonly key: string;
  readonly here: unknown;
  readonly value: unknown;
}

function change(parent: Container, name: string, { how, key, here, value }: Place): void {
  switch (how) {
    case 'delete':
      if (Array.isArray(parent)) parent.splice(Number(name), 1);
      else Reflect.deleteProperty(parent, name);
      break;
    case 'double':
      if (Array.isArray(parent)) parent.push(structuredClone(here));
      else put(parent, `${name}2`, here);
      break;
    case 'replace':
      put(parent, name, value);
      break;
    case 'rename':
      if (Array.isArray(parent)) parent.reverse();
      else {
        Reflect.deleteProperty(parent, name);
        put(parent, key, here);
      }
      break;
    case 'add':
      if (Array.isArray(here)) here.push(value);
      else if (isContainer(here)) put(here, key, value);
      else put(parent, name, [here, value]);
      break;
    case 'wrap':
      put(parent, name, Array.isArray(here) ? { [key]: here } : [here]);
      break;
    case 'swap':
      put(parent, name, typeof here === 'number' ? String(here) : Number(here));
      break;
  }
}
