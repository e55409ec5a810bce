import { useRef, useState } from 'preact/hooks';
import type { ControlError } from '../control/control-error.ts';
import type { Preset } from '../policy/define-preset.ts';
import { createRealm } from './commands.ts';
import { CurlButton } from './curl-bar.tsx';
import { useDesk } from './desk.ts';

/** Creates a realm, with a preset if the user wants one. */
export function NewRealm({
  presets,
  onCreated,
}: {
  readonly presets: readonly Preset[];
  readonly onCreated: (name: string) => void;
}) {
  const [name, setName] = useState('');
  const [preset, setPreset] = useState('');
  const [error, setError] = useState<ControlError>();
  const details = useRef<HTMLDetailsElement>(null);
  const { run } = useDesk();
  const command = createRealm(name, preset);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const refused = await run(command, `Realm ${name} is there.`);
    setError(refused);
    if (refused !== undefined) return;
    onCreated(name);
    setName('');
    details.current?.removeAttribute('open');
  };
  return (
    <details class="new-realm" ref={details}>
      <summary>New realm</summary>
      <form noValidate onSubmit={(event) => void submit(event)}>
        <label for="new-name">Name</label>
        <input
          id="new-name"
          value={name}
          autocomplete="off"
          onInput={(event) => setName(event.currentTarget.value)}
          aria-invalid={error !== undefined}
          aria-describedby="new-error"
        />
        <label for="new-preset">Behaves like</label>
        <select
          id="new-preset"
          value={preset}
          onChange={(event) => setPreset(event.currentTarget.value)}
        >
          <option value="">no preset</option>
          {presets.map((one) => (
            <option key={one.name} value={one.name}>
              {one.title}
            </option>
          ))}
        </select>
        <p id="new-error" class="field-error" role="alert">
          {error === undefined ? '' : `${error.message} ${error.hint}`}
        </p>
        <span class="action">
          <button type="submit">Create realm</button>
          <CurlButton command={command} what="create realm" />
        </span>
      </form>
    </details>
  );
}
