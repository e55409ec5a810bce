import { expect, test } from 'vitest';
import { mintAccess } from '../endpoints/issue-tokens.ts';
import { newState } from '../testing/new-state.ts';
import { RawTokenSource } from './raw-token.ts';
import { SecretIndex } from './secret-index.ts';

const tokens = new RawTokenSource('test', 7);

test('names tokens, codes and secrets wherever they stand, each once', () => {
  const index = new SecretIndex(tokens);
  const [refresh, code, foreign] = [
    tokens.next('refresh', { family: 1, generation: 2 }),
    tokens.next('code', { family: 1 }),
    new RawTokenSource('other', 7).next('refresh'),
  ];
  const text = `x${refresh}-tail {"a":"${refresh}"} ?code=${code}&b ${foreign}`;
  expect(index.find(text)).toEqual(['refresh token f1·g2', 'authorization code f1']);
  expect(index.find(`${refresh.slice(0, 17)} ${foreign}`)).toEqual([]);
  expect(index.find(`${refresh.slice(0, -1)} ${foreign}`)).toEqual(['refresh token f1 (in part)']);
});

test('finds what is percent-encoded once, twice or more often', () => {
  const index = new SecretIndex(tokens);
  const refresh = tokens.next('refresh', { family: 1, generation: 2 });
  const encoded = (text: string): string =>
    text.replaceAll(/[^%]/g, (one) => `%${one.charCodeAt(0).toString(16)}`);
  let text = encoded(refresh);
  for (let times = 1; times < 5; times += 1) {
    expect(index.find(`/a/${text}?b`)).toEqual(['refresh token f1·g2']);
    text = encodeURIComponent(text);
  }
});

test('finds what has lost its prefix, or is a list of bytes, or in hexadecimal with colons', () => {
  const index = new SecretIndex(tokens);
  const refresh = tokens.next('refresh', { family: 1, generation: 2 });
  const secret = tokens.next('client-secret');
  index.addClient('client-a', secret, 'client secret of a');
  const bare = refresh.slice(6);
  expect(index.find(`oc_rt_ + ${bare}`)).toEqual(['refresh token f1·g2 (in part)']);
  expect(index.find(`****t_${bare} ****s_${secret.slice(6)}`)).toEqual([
    'refresh token f1·g2 (in part)',
    'client secret of a (in part)',
  ]);
  expect(index.find(`${refresh} ${bare}`)).toEqual(['refresh token f1·g2']);
  expect(index.find(`****${bare.slice(0, -1)}`)).toEqual([]);
  expect(index.find(`****${tokens.next('token-id', { family: 1 }).slice(6)}`)).toEqual([]);
  const buffer = Buffer.from(`Bearer ${refresh}`);
  const hex = buffer.toString('hex').replaceAll(/..(?!$)/g, '$&:');
  const listed = [
    JSON.stringify(buffer),
    JSON.stringify(buffer, null, 2),
    JSON.stringify(JSON.stringify(buffer, null, 2)),
    hex,
    hex.toUpperCase(),
  ];
  for (const text of listed) expect(index.find(text)).toEqual(['refresh token f1·g2']);
  expect(index.find(JSON.stringify(buffer.subarray(0, -3)))).toEqual([
    'refresh token f1 (in part)',
  ]);
});

test('a token tells which one it is to whoever holds the key, and is proof against change', () => {
  const raw = tokens.next('refresh', { family: 70_000, generation: 3 });
  expect(tokens.read(raw)).toEqual({ kind: 'refresh', family: 70_000, generation: 3 });
  expect(new RawTokenSource('other', 7).read(raw)).toBeUndefined();
  for (const changed of [
    raw.replace('oc_rt_', 'oc_at_'),
    `oc_rt_~${raw.slice(7)}`,
    raw.slice(0, -1),
    `${raw}a`,
    '',
  ])
    expect(tokens.read(changed)).toBeUndefined();
});

test('a client secret that was cut off is found also where a word follows', () => {
  const index = new SecretIndex(tokens);
  const [one, other] = [tokens.next('client-secret'), tokens.next('client-secret')];
  index.addClient('client-a', one, 'client secret of a');
  index.addClient('client-b', other, 'client secret of b');
  for (const length of [26, 30, 37])
    for (const after of ['', ' word', '\nword', '…word', '-word'])
      expect(index.find(`${other.slice(0, length)}${after}`)).toEqual([
        'client secret of b (in part)',
      ]);
});

test('a token stays known however many come after it, and is unknown under another key', () => {
  const [own, other] = [new RawTokenSource('test', 7), new RawTokenSource('other', 7)];
  const identity = { kind: 'refresh', family: 3, generation: 2 } as const;
  const raw = own.next('refresh', identity);
  for (let count = 0; count < 2_000; count += 1) own.next('access');
  expect(own.read(raw)).toEqual(identity);
  own.memory = other.memory;
  expect(own.read(raw)).toBeUndefined();
});

test('finds JWTs although more follows, and also with a header that anybody can put right', async () => {
  const { state } = newState({ accessTokenFormat: 'jwt' });
  const family = state.grants.openFamily('main', 'read', 'user-1');
  const { raw = '' } = await mintAccess(state, 'client-main', family, 'read');
  const index = new SecretIndex(state.rawTokens);
  for (const text of [
    `Bearer ${raw}abc`,
    JSON.stringify(`line\n${raw}`),
    `eyJx${raw}`,
    raw,
    raw.replace('eyJ', 'eyK'),
  ])
    expect(index.find(text)).toEqual(['access token f1·g1']);
  expect(index.find(raw.slice(0, -1))).toEqual(['access token f1·g1 (in part)']);
  expect(index.find(raw.slice(0, raw.lastIndexOf('.')))).toEqual([]);
  expect(new SecretIndex(tokens).find(raw)).toEqual([]);
});

test('finds client credentials as Basic authentication encodes them', () => {
  const index = new SecretIndex(tokens);
  const secret = tokens.next('client-secret');
  index.addClient('client-a+b', secret, 'client secret of a');
  const encoded = [`client-a+b:${secret}`, `client-a%2Bb:${secret}`].map((pair) =>
    Buffer.from(pair),
  );
  for (const pair of encoded)
    for (const encoding of ['base64', 'base64url'] as const)
      expect(index.find(`Basic ${pair.toString(encoding)}`)).toEqual(['client secret of a']);
  expect(index.find(encodeURIComponent(encoded[0]?.toString('base64') ?? ''))).toEqual([
    'client secret of a',
  ]);
  expect(index.find(Buffer.from('client-a+b:wrong').toString('base64'))).toEqual([]);
});

test('finds hundreds of tokens in megabytes', () => {
  const index = new SecretIndex(tokens);
  const raws = Array.from({ length: 500 }, (_, at) =>
    tokens.next('access', { family: at + 1, generation: 1 }),
  );
  const text = raws.join(` ${'lorem eyJ ipsum '.repeat(600)}`);
  expect(text.length).toBeGreaterThan(4_000_000);
  expect(index.find(text)).toHaveLength(500);
});

test('text made to look like many tokens takes no longer than other text', () => {
  const index = new SecretIndex(tokens);
  // A search in quadratic time would take minutes and run into the time-out.
  for (const piece of ['eyJaaaa', 'eyJ.', '.', 'oc_at_', 'oc_at_a.eyJ'])
    expect(index.find(piece.repeat(200_000))).toEqual([]);
});

test('a seed repeats the sequence of one realm and of no other', () => {
  const draw = (realm: string, seed?: number): string =>
    new RawTokenSource(realm, seed).next('access');
  expect(draw('a', 1)).toBe(draw('a', 1));
  expect(new Set([draw('a', 1), draw('b', 1), draw('a', 2), draw('a'), draw('a')]).size).toBe(5);
  expect(draw('a')).toMatch(/^oc_at_[\w-]{32}$/);
});
