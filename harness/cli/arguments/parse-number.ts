import { usageError } from '../../model/usage-error.ts';

/**
 * Makes a parser for an option whose value is a whole number.
 * @throws HarnessError `usage`
 */
export const wholeNumber =
  (
    option: string,
    { min, max = Number.MAX_SAFE_INTEGER }: { readonly min: number; readonly max?: number },
  ) =>
  (text: string): number => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    const range = max === Number.MAX_SAFE_INTEGER ? `of ${min} or more` : `from ${min} to ${max}`;
    throw usageError(
      `Could not read ${option}: '${text}' is not a whole number ${range}.`,
      `For example: ${option} ${Math.max(min, 4)}`,
    );
  };
