import { expect, it } from 'vitest';
import { resultsText } from './results-text.ts';
import { samplePart } from './testing/sample-parts.ts';

it.each([3, 2])(
  'says the same of three results, whether each is a line from %i on or not',
  (many) => {
    const { results } = samplePart({ shownAs: 'a', names: ['a/$&', 'a/two', 'a/"scenarios": []'] });
    const text = resultsText(results, many).toString();
    expect(JSON.parse(text)).toEqual(results);
    expect(text).toMatch(/^\{\n {2}"schemaVersion": 2,\n[^]*\n\}\n$/);
    expect(text.includes('\n{"name":"a/two",')).toBe(many < 3);
  },
);
