import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOfBody, digestOfJson, digestOfPairs } from './content-digest.ts';

const JSON_TYPE = 'application/json; charset=utf-8';
const FORM = 'application/x-www-form-urlencoded';

describe('digests of what a call says', () => {
  it('do not depend on order, encoding and space', () => {
    const query = (text: string): string => digestOfPairs(new URLSearchParams(text));
    expect(query('a=1%20%26+2&b=%C3%BC')).toBe(query('b=ü&a=1+%26%202'));
    expect(digestOfBody('{"a": {"c":1,"d":[2]},\n"b":"\\u00fc"}', JSON_TYPE)).toBe(
      digestOfBody('{"b":"ü","a":{"d":[2],"c":1}}', 'application/problem+json'),
    );
    expect(digestOfBody('b=2&a=1', FORM)).toBe(digestOfBody('a=1&b=2', `${FORM};charset=UTF-8`));
  });

  it.each([
    ['a value', 'a=1&b=2', 'a=1&b=3'],
    ['a name', 'a=1', 'b=1'],
    ['a parameter more', 'a=1', 'a=1&a=1'],
    ['values of one name in another order', 'a=1&a=2', 'a=2&a=1'],
    ['one encoding too many', 'a=%26', 'a=%2526'],
  ])('differ by %s', (_, one, other) => {
    expect(digestOfBody(one, FORM)).not.toBe(digestOfBody(other, FORM));
  });

  describe('of a form of parts', () => {
    const part = (head: string, value: string): string =>
      `Content-Disposition: form-data; ${head}\r\n\r\n${value}`;
    const form = (boundary: string, ...parts: readonly string[]): string =>
      digestOfBody(
        `${parts.map((one) => `--${boundary}\r\n${one}\r\n`).join('')}--${boundary}--\r\n`,
        `multipart/form-data; boundary="${boundary}"`,
      );
    const [one, other] = [part('name="a"', '1'), part('name="b"', '2\r\n\r\n3')];

    it('depend on neither boundary, order nor other headers', () => {
      const typed = other.replace('\r\n', '\r\nContent-Type: text/plain\r\n');
      expect(form('x', one, other)).toBe(form('y-z', typed, one));
      expect(form('x', one, other)).toBe(
        digestOfPairs([
          ['a', '1'],
          ['b', '2\r\n\r\n3'],
        ]),
      );
    });

    it('differ by a value, a name, a file name and a missing part', () => {
      const digests = [
        form('x', one, other),
        form('x', one),
        form('x'),
        form('x', part('name="a"', ''), other),
        form('x', part('name="c"', '1'), other),
        form('x', part('name="a"; filename="f"', '1'), other),
        form('x', part('name="a"; filename="g"', '1'), other),
      ];
      expect(new Set(digests).size).toBe(digests.length);
    });
  });

  it('differ by types and by the order of a list', () => {
    expect(digestOfJson({ a: 1 })).not.toBe(digestOfJson({ a: '1' }));
    expect(digestOfJson([1, 2])).not.toBe(digestOfJson([2, 1]));
  });

  it('take a body for what its type says', () => {
    expect(digestOfBody('{"a":1}', 'text/plain')).not.toBe(digestOfBody('{"a":1}', JSON_TYPE));
    expect(digestOfBody('{"a":', JSON_TYPE)).toBe(digestOfBody('{"a":'));
  });

  it('are the same for every order of the members', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (members) => {
        const turned = Object.fromEntries(Object.entries(members).toReversed());
        expect(digestOfJson(turned)).toBe(digestOfJson(members));
      }),
    );
  });
});
