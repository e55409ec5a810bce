import type { LoadResult } from '../../../harness/model/load.ts';
import { fullText, loadRows } from '../../load/load-rows.ts';
import { LoadCurves } from './load-curves.tsx';

const MARKS = { held: '✓ held', broken: '✗ broken', unknown: '? never measured' } as const;
const TONES = { held: 'tone-ok', broken: 'tone-broken', unknown: 'tone-refused' } as const;

function Thresholds({ thresholds }: Pick<LoadResult, 'thresholds'>) {
  return (
    <table>
      <caption>Thresholds</caption>
      <thead>
        <tr>
          <th scope="col">metric</th>
          <th scope="col">must be</th>
          <th scope="col">was</th>
          <th scope="col">verdict</th>
        </tr>
      </thead>
      <tbody>
        {thresholds.map(({ metric, expression, observed, verdict }) => (
          <tr key={`${metric} ${expression}`}>
            <th scope="row">{metric}</th>
            <td>{expression}</td>
            <td>{observed ?? (verdict === 'unknown' ? '–' : 'no end')}</td>
            <td class={TONES[verdict]}>{MARKS[verdict]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Expiries({ expiries }: Pick<LoadResult, 'expiries'>) {
  if (expiries.length === 0) return <p class="notice">No call met a token that had ended.</p>;
  return (
    <table>
      <caption>Expiries</caption>
      <thead>
        <tr>
          <th scope="col">at</th>
          <th scope="col">refreshes</th>
          <th scope="col">failed calls</th>
          <th scope="col">to full throughput</th>
        </tr>
      </thead>
      <tbody>
        {expiries.map(({ atMs, refreshes, failedCalls, fullAfterMs }) => (
          <tr key={atMs}>
            <th scope="row">{Math.round(atMs / 100) / 10} s</th>
            <td>{refreshes}</td>
            <td class={failedCalls === 0 ? '' : 'tone-broken'}>{failedCalls}</td>
            <td>{fullAfterMs === undefined ? 'ended too soon' : fullText(fullAfterMs)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What came of a load: curves, numbers, thresholds and expiries. */
export function LoadView({ load }: { readonly load: LoadResult }) {
  return (
    <section class="load" aria-label="Under load">
      <h4>Under load</h4>
      <LoadCurves load={load} />
      <div class="load-tables">
        <table>
          <caption>Numbers</caption>
          <tbody>
            {loadRows(load).map(([name, value]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <div>
          <Thresholds thresholds={load.thresholds} />
          <Expiries expiries={load.expiries} />
        </div>
      </div>
    </section>
  );
}
