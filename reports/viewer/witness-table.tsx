import type { Results } from '../../harness/model/results.ts';
import {
  witnessMatrix,
  type WitnessCell,
  type WitnessColumn,
  type WitnessRow,
} from '../witnesses/witness-matrix.ts';
import {
  CELL_SYMBOLS,
  CELL_WORDS,
  cellWords,
  columnRemarks,
  failureWords,
  matrixSummary,
} from '../witnesses/witness-words.ts';
import { resultKey } from './result-key.ts';
import { EMPTY_VIEW, formatView } from './view-state.ts';

/** The view of an event of the result that has a failure. */
const viewOf = ({ result }: WitnessRow, event: number): string =>
  formatView({ ...EMPTY_VIEW, scenario: result.name, on: resultKey(result), event });

/** What one witness is to a failure, and the way to the event in which it showed it. */
function Cell({
  cell,
  column,
  row,
}: {
  readonly cell: WitnessCell;
  readonly column: WitnessColumn;
  readonly row: WitnessRow;
}) {
  const said = `${column.title}: ${cellWords(cell)}`;
  const sign = <span aria-hidden="true">{CELL_SYMBOLS[cell.state]}</span>;
  return (
    <td class={`witness witness-${cell.state}`}>
      {'sighting' in cell ? (
        <a href={viewOf(row, cell.sighting.event)} aria-label={said} title={said}>
          {sign}
        </a>
      ) : (
        <span role="img" aria-label={said} title={said}>
          {sign}
        </span>
      )}
    </td>
  );
}

/** A failure, and what each witness showed of it. */
function Row({
  row,
  columns,
  several,
}: {
  readonly row: WitnessRow;
  readonly columns: readonly WitnessColumn[];
  readonly several: boolean;
}) {
  const { result, failure, cells, unseen } = row;
  return (
    <tr class={unseen ? 'unseen' : undefined}>
      <th scope="row">
        <a href={viewOf(row, failure.event)}>{failureWords(failure)}</a>{' '}
        {unseen ? <span class="badge standing-fail">no witness showed it</span> : null}{' '}
        <span class="facts">
          {result.name}
          {several ? `, ${result.target}` : ''}
        </span>
      </th>
      {cells.map((cell, index) => (
        <Cell
          key={columns[index]?.name}
          cell={cell}
          column={columns[index] as WitnessColumn}
          row={row}
        />
      ))}
    </tr>
  );
}

/** The signs of the table in words. */
function Legend() {
  return (
    <p class="facts">
      A sign leads to the event in which a witness showed the failure.
      {(Object.keys(CELL_SYMBOLS) as WitnessCell['state'][]).map((state) => (
        <span key={state}>
          {' '}
          <span class="sign">
            <b>{CELL_SYMBOLS[state]}</b> {CELL_WORDS[state]}
          </span>
        </span>
      ))}
    </p>
  );
}

/**
 * What monitoring showed of each failure: those that no witness showed first. Nothing where no
 * result says anything about it.
 */
export function WitnessTable({ results }: { readonly results: Results }) {
  const matrix = witnessMatrix(results);
  if (matrix === undefined || matrix.rows.length === 0) return null;
  const { columns, rows } = matrix;
  return (
    <section class="witnesses" aria-labelledby="witnesses">
      <h2 id="witnesses">What monitoring showed</h2>
      <details>
        <summary>{matrixSummary(matrix)}</summary>
        <Legend />
        <div class="witness-scroll" role="group" aria-labelledby="witnesses" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">What failed</th>
                {columns.map(({ name, title }) => (
                  <th key={name} scope="col">
                    <span>{title}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row
                  key={`${resultKey(row.result)} ${row.result.name} ${row.failure.event} ${row.failure.what}`}
                  row={row}
                  columns={columns}
                  several={results.targets.length > 1}
                />
              ))}
            </tbody>
          </table>
        </div>
        <ul>
          {columnRemarks(matrix).map((remark) => (
            <li key={remark}>{remark}</li>
          ))}
        </ul>
      </details>
    </section>
  );
}
