/** The exit codes of the process and what each one means. `--help` prints this table. */
export const EXIT_CODES = {
  0: 'pass, or only known failures',
  1: 'unexpected failure or regression',
  2: 'inconclusive',
  3: 'nothing ran',
  64: 'usage or invalid input',
  70: 'internal error',
  75: 'target could not be started',
  130: 'interrupted',
} as const;

export type ExitCode = keyof typeof EXIT_CODES;
