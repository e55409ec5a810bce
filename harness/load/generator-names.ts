/** What can make load. */
export const GENERATORS = ['k6', 'autocannon'] as const;
export type GeneratorName = (typeof GENERATORS)[number];
