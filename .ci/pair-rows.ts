import { pairsInWords, type PairCoverage } from '../harness/plan/cover-pairs.ts';

/** What combinations of scenarios cover, and which pairs cannot be, with the reason. */
export const pairRows = (coverage: PairCoverage): readonly (readonly string[])[] => [
  [pairsInWords(coverage), String(coverage.covered)],
  ...coverage.excluded.map(({ because, pairs }) => [`cannot be: ${because}`, String(pairs)]),
];

/** Scenarios with combinations last: other examples say better what something is for. */
export const combinedLast = <S extends { readonly name: string }>(
  scenarios: readonly S[],
): readonly S[] => {
  const isCombined = ({ name }: S): boolean => name.startsWith('combination/');
  return [...scenarios.filter((one) => !isCombined(one)), ...scenarios.filter(isCombined)];
};
