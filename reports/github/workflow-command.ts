/** What an annotation of GitHub Actions says, and of which line. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
  readonly at?: { readonly file: string; readonly line: number } | undefined;
}

/**
 * Of a command, a runner takes these for its parts. The same as `escapeData` and `escapeProperty`
 * of `@actions/core` (https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts).
 */
const data = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** An annotation as a workflow command of GitHub Actions, a line. */
export function workflowCommand({ level, title, message, at }: Annotation): string {
  const place = at === undefined ? '' : `file=${property(at.file)},line=${at.line},`;
  return `::${level} ${place}title=${property(title)}::${data(message)}\n`;
}
