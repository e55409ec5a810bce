/** The limits of numbers, the same on the command line and in a configuration. */
export const LIMITS = {
  /** n8n has no limit; more would only fill the memory of a machine. */
  queueWorkers: { min: 1, max: 16 },
  parallel: { min: 1, max: 64 },
  repeat: { min: 1, max: 1_000 },
  seed: { min: 0, max: 2 ** 32 - 1 },
  port: { min: 1, max: 65_535 },
} as const;
