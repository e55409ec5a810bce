/**
 * A table in Markdown.
 * @throws Error for a cell without a text: what the row describes lacks a field
 */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly (string | undefined)[])[],
): string {
  const [title = ''] = head;
  const line = (row: readonly (string | undefined)[]): string =>
    `| ${row
      .map((cell, column) => {
        if (typeof cell !== 'string')
          throw new Error(
            `Could not write the table of '${title}': ${row[0] ?? 'a row'} has nothing for '${head[column] ?? ''}'.`,
          );
        return cell.replaceAll('|', '\\|').replaceAll('\n', ' ');
      })
      .join(' | ')} |`;
  return [head, head.map(() => '---'), ...rows].map(line).join('\n');
}
