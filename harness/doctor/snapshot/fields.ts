import { fact, type Fact } from './fact.ts';

/** Fields of something that n8n stores or tells. */
export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A text that is not empty; undefined for anything else. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** What follows from a fact, where it is told. */
export const mapped = <A, B>(one: Fact<A>, map: (is: A) => B): Fact<B> =>
  'is' in one ? fact(map(one.is)) : one;
