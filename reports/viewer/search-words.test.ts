import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerpt, hasAll, markWords, wordsOf } from './search-words.ts';

describe('wordsOf', () => {
  it('takes a pasted error without its quotes and stops', () => {
    expect(wordsOf('  “The credential needs to be reconnected.”\n"bad_refresh_token"')).toEqual([
      'the',
      'credential',
      'needs',
      'to',
      'be',
      'reconnected',
      'bad_refresh_token',
    ]);
    expect(wordsOf(' … -- ')).toEqual([]);
  });
});

describe('markWords', () => {
  it('loses nothing of a text, whatever the words hold', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string({ minLength: 1 })), (text, words) => {
        expect(
          markWords(text, words)
            .map((part) => part.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
  it('marks every occurrence', () => {
    expect(markWords('a.b A.B ab', ['a.b']).filter(({ isHit }) => isHit)).toHaveLength(2);
  });
});

describe('excerpt', () => {
  it('keeps the word that was found', () => {
    const text = `${'x '.repeat(500)}bad_refresh_token ${'y '.repeat(500)}`;
    const short = excerpt(text, ['bad_refresh_token']);
    expect(hasAll(short, ['bad_refresh_token'])).toBe(true);
    expect(short.length).toBeLessThan(300);
  });
});
