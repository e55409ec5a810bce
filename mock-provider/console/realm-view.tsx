import { useCallback, useMemo, useRef } from 'preact/hooks';
import type { RemoteRealm } from '../control/client.ts';
import type { KnownFault, RealmInfo } from '../control/remote-types.ts';
import type { Preset } from '../policy/define-preset.ts';
import { ClockPanel } from './clock-panel.tsx';
import { Families } from './families.tsx';
import { FaultForm } from './fault-form.tsx';
import { FaultsInForce } from './faults-in-force.tsx';
import { PresetPanel } from './preset-panel.tsx';
import { RequestStream } from './request-stream.tsx';
import { TrafficChart } from './traffic-chart.tsx';
import { usePolled } from './use-polled.ts';
import { useStream } from './use-stream.ts';

/** Tokens expire without an event, so the list is loaded again regularly. */
const GRANTS_EVERY_MS = 1000;

interface Props {
  readonly info: RealmInfo;
  /** When `info` was read, by the browser's clock. */
  readonly readAtMs: number;
  readonly realm: RemoteRealm;
  readonly presets: readonly Preset[];
  readonly faults: readonly KnownFault[];
  readonly onEvents: () => void;
}

/** One realm: what happens on it, and the controls that change it. */
export function RealmView({ info, readAtMs, realm: given, presets, faults, onEvents }: Props) {
  // The parent makes a new handle at every rendering. The stream must keep the first one.
  const { current: realm } = useRef(given);
  const grants = usePolled(realm.grants, GRANTS_EVERY_MS);
  const refreshGrants = grants.refresh;
  const heard = useCallback(() => {
    refreshGrants();
    onEvents();
  }, [refreshGrants, onEvents]);
  const stream = useStream(realm, heard);
  const names = useMemo(() => info.faults.map(({ id }) => id), [info.faults]);
  return (
    <div class="columns">
      <main>
        <Families
          realm={info.name}
          families={grants.value}
          issuerNowMs={Date.parse(info.clock.issuer)}
          onEnded={refreshGrants}
        />
        <RequestStream realm={realm} stream={stream} faultsInForce={names}>
          <TrafficChart
            traffic={stream.traffic}
            machineTimeMs={Date.parse(info.clock.machine)}
            readAtMs={readAtMs}
          />
        </RequestStream>
      </main>
      <aside id="controls" tabIndex={-1} aria-label="What can be done">
        <section aria-labelledby="faults-title" class="panel">
          <h2 id="faults-title" tabIndex={-1}>
            Faults
          </h2>
          <FaultsInForce realm={info.name} inForce={info.faults} />
          {faults.length === 0 ? null : <FaultForm realm={info.name} faults={faults} />}
        </section>
        <ClockPanel realm={info.name} clock={info.clock} readAtMs={readAtMs} />
        <PresetPanel realm={info.name} current={info.preset} presets={presets} />
      </aside>
    </div>
  );
}
