import type { TokenSummary } from '../model/records.ts';

/** The tokens of one generation. */
export interface Generation {
  readonly generation: number;
  readonly tokens: readonly TokenSummary[];
}

/** Groups tokens by generation, oldest first. Within a generation the refresh token comes first. */
export function generationsOf(tokens: readonly TokenSummary[]): readonly Generation[] {
  const groups = Map.groupBy(tokens, ({ ref }) => ref.generation);
  return [...groups]
    .map(([generation, members]) => ({
      generation,
      tokens: members.toSorted((a, b) => b.ref.kind.localeCompare(a.ref.kind)),
    }))
    .toSorted((a, b) => a.generation - b.generation);
}
