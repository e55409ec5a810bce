/**
 * Words by which a line of a log lets an operator find out that something could not be stored: what
 * was to be done, or where.
 */
export const OF_SAVING =
  /\bsav(?:e|ed|es|ing)\b|\bstor(?:e|ed|es|ing)\b|persist|\bwrit|\bke(?:ep|pt)\b|updat|database|sqlite|postgres|read.?only|\bdisk/i;
