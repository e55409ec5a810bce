import { useState } from 'preact/hooks';
import type { ClockInfo } from '../control/remote-types.ts';
import { advance, freeze } from './commands.ts';
import { Action } from './curl-bar.tsx';
import { SkewForm } from './skew-form.tsx';
import { moment } from './token-text.ts';
import { useSecondsSince } from './use-seconds-since.ts';

/** The steps of the slider, from a minute to a year. */
const STEPS = [
  '1m',
  '5m',
  '15m',
  '30m',
  '1h',
  '2h',
  '4h',
  '8h',
  '12h',
  '1d',
  '2d',
  '7d',
  '14d',
  '30d',
  '60d',
  '90d',
  '180d',
  '365d',
] as const;

interface Props {
  readonly realm: string;
  readonly clock: ClockInfo;
  /** When `clock` was read, by the browser's clock. */
  readonly readAtMs: number;
}

/** Shows the realm's time and lets the user move it. */
export function ClockPanel({ realm, clock, readAtMs }: Props) {
  const [step, setStep] = useState(5);
  const passed = useSecondsSince(readAtMs, clock.frozen);
  const by = STEPS[step] ?? '1h';
  const shown = (iso: string): string => moment(Date.parse(iso) + passed);
  return (
    <section aria-labelledby="clock-title" class="panel">
      <h2 id="clock-title">Clock</h2>
      <p class="clock">
        <time>{shown(clock.now)}</time>{' '}
        <span class="quiet">{clock.frozen ? 'frozen' : 'running'}, UTC</span>
      </p>
      {clock.skewMs.issuer === 0 && clock.skewMs.resource === 0 ? null : (
        <p class="skewed">
          issuer {shown(clock.issuer)}
          <br />
          API {shown(clock.resource)}
        </p>
      )}
      <div class="buttons">
        <Action label="+1 min" command={advance(realm, '1m')} done="A minute later." />
        <Action label="+1 h" command={advance(realm, '1h')} done="An hour later." />
        <Action label="+1 day" command={advance(realm, '1d')} done="A day later." />
      </div>
      <label for="advance">Advance by</label>
      <div class="line">
        <input
          id="advance"
          type="range"
          min="0"
          max={STEPS.length - 1}
          value={step}
          aria-valuetext={by}
          onInput={(event) => setStep(Number(event.currentTarget.value))}
        />
        <Action label={`Advance ${by}`} command={advance(realm, by)} done={`${by} later.`} />
      </div>
      <Action
        label={clock.frozen ? 'Let time go on' : 'Freeze time'}
        command={freeze(realm, !clock.frozen)}
        done={clock.frozen ? 'Time goes on.' : 'Time stands still.'}
      />
      <SkewForm realm={realm} />
    </section>
  );
}
