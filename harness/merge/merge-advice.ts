import type { Advice } from '../model/advice.ts';
import type { Part } from './part.ts';

/** What guides say that scenarios of any part try, each claim once. */
export function mergeAdvice(parts: readonly Part[]): Advice[] {
  const all = parts.flatMap(({ results }) => results.advice ?? []);
  return [...new Map(all.map((one) => [`${one.about}\n${one.claim}`, one])).values()];
}
