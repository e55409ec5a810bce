import { expect, test } from 'vitest';
import { Listeners } from './listeners.ts';

test('an event that somebody listens to is made once, whoever listens; another one never', () => {
  const listeners = new Listeners<number>();
  const heard: string[] = [];
  let made = 0;
  const make = (): number => (made += 1);
  listeners.tell(make);
  expect(made).toBe(0);
  const stop = listeners.add((event) => heard.push(`a${event}`));
  listeners.add((event) => heard.push(`b${event}`));
  listeners.tell(make);
  stop();
  listeners.tell(make);
  expect(heard).toEqual(['a1', 'b1', 'b2']);
  listeners.clear();
  listeners.tell(make);
  expect(made).toBe(2);
});
