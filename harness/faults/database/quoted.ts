/** A text as it stands between the quotes of a literal in SQL. */
export const quoted = (text: string): string => text.replaceAll("'", "''");
