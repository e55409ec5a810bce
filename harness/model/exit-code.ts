/** The exit codes of the process and what each one means. `--help` prints this table. */
export const EXIT_CODES = {
  0: 'pass, or only known failures',
  1: 'unexpected failure, regression or broken threshold, or a listed failure is gone',
  2: 'inconclusive, or not all that was planned ran',
  3: 'nothing ran',
  64: 'usage or invalid input',
  70: 'internal error',
  75: 'target could not be started',
  130: 'interrupted',
} as const;

export type ExitCode = keyof typeof EXIT_CODES;

/** Which reason for an exit code outweighs which, the weightiest first. */
const WEIGHT: readonly ExitCode[] = [70, 130, 75, 64, 1, 2, 3, 0];

/** Of several reasons for an exit code, the weightiest; 70 without any. */
export const weightiest = (codes: Iterable<ExitCode>): ExitCode => {
  const given = new Set(codes);
  return WEIGHT.find((code) => given.has(code)) ?? 70;
};
