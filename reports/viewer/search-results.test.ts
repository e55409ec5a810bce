import { describe, expect, it } from 'vitest';
import { History } from '../../harness/model/history.ts';
import { sampleRun } from '../testing/sample-run.ts';
import { searchIn } from './search-results.ts';
import { wordsOf } from './search-words.ts';

const { results, histories } = sampleRun();
const search = searchIn(({ history = '' }) => {
  const events = histories.get(history);
  return events === undefined ? undefined : new History(events);
});
const [storm] = results.scenarios.filter(({ verdict }) => verdict === 'fail');
const find = (query: string) => (storm === undefined ? undefined : search(storm, wordsOf(query)));

describe('searchIn', () => {
  it('says nothing of what the row shows anyway', () => {
    expect(find('refresh storm')).toEqual({});
  });

  it('takes the event at which it happened before the plan, which names it too', () => {
    const hit = find('access-token/expired')?.hit;
    expect(hit?.event).toBeGreaterThan(1);
    expect(hit?.text.toLowerCase()).toContain('access-token/expired');
    expect(hit?.more).toBeGreaterThan(0);
  });

  it('takes the plan when nothing else has it, and shows the text itself', () => {
    const hit = find('rfc9700#section-4.14.2')?.hit;
    expect(hit?.event).toBe(1);
    expect(hit?.text).toContain('https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2');
  });

  it('wants all words of a query in one event', () => {
    expect(find('rfc9700#section-4.14.2 delivered')).toBeUndefined();
  });
});
