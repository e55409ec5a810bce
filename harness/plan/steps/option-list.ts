/** Options of a step in brackets, for its description; empty when there are none. */
export const optionList = (options: Readonly<Record<string, unknown>> = {}): string => {
  const entries = Object.entries(options).map(
    ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return entries.length === 0 ? '' : ` (${entries.join(', ')})`;
};
