import { useState } from 'preact/hooks';
import type { ControlError } from '../control/control-error.ts';
import { skew } from './commands.ts';
import { CurlButton } from './curl-bar.tsx';
import { useDesk } from './desk.ts';

/** Skews one clock, or both, against true realm time. */
export function SkewForm({ realm }: { readonly realm: string }) {
  const [clock, setClock] = useState('issuer');
  const [by, setBy] = useState('0s');
  const [error, setError] = useState<ControlError>();
  const { run } = useDesk();
  const command = skew(realm, clock, by);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setError(await run(command, `Clock ${clock} is off by ${by}.`));
  };
  return (
    <form class="skew" noValidate onSubmit={(event) => void submit(event)}>
      <fieldset>
        <legend>Skew</legend>
        <div class="line">
          <label class="visually-hidden" for="skew-clock">
            Clock
          </label>
          <select
            id="skew-clock"
            value={clock}
            onChange={(event) => setClock(event.currentTarget.value)}
          >
            <option value="issuer">issuer</option>
            <option value="resource">API</option>
            <option value="both">both</option>
          </select>
          <label class="visually-hidden" for="skew-by">
            Off by
          </label>
          <input
            id="skew-by"
            value={by}
            autocomplete="off"
            onInput={(event) => setBy(event.currentTarget.value)}
            aria-invalid={error !== undefined}
            aria-describedby="skew-about skew-error"
          />
          <span class="action">
            <button type="submit">Set</button>
            <CurlButton command={command} what="set skew" />
          </span>
        </div>
        <p id="skew-about" class="about">
          how far off true realm time: 2h, -5m; 0s is right
        </p>
        <p id="skew-error" class="field-error" role="alert">
          {error?.message ?? ''}
        </p>
      </fieldset>
    </form>
  );
}
