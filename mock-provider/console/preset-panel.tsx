import { useState } from 'preact/hooks';
import type { Preset } from '../policy/define-preset.ts';
import { usePreset } from './commands.ts';
import { Action } from './curl-bar.tsx';

interface Props {
  readonly realm: string;
  readonly current: string | undefined;
  readonly presets: readonly Preset[];
}

/** Gives the running realm the behaviour of a real provider. */
export function PresetPanel({ realm, current, presets }: Props) {
  const [name, setName] = useState(current ?? 'google');
  const [variant, setVariant] = useState('');
  const preset = presets.find((one) => one.name === name);
  const variants = preset?.variants ?? [];
  const title = preset?.title ?? name;
  return (
    <section aria-labelledby="preset-title" class="panel">
      <h2 id="preset-title">Preset</h2>
      <p class="quiet">
        Now: {presets.find((one) => one.name === current)?.title ?? current ?? 'its own policy'}
      </p>
      <label for="preset">Provider</label>
      <select
        id="preset"
        value={name}
        onChange={(event) => {
          setName(event.currentTarget.value);
          setVariant('');
        }}
      >
        {presets.map((one) => (
          <option key={one.name} value={one.name}>
            {one.title}
          </option>
        ))}
      </select>
      {variants.length === 0 ? null : (
        <>
          <label for="variant">Variant</label>
          <select
            id="variant"
            value={variant}
            onChange={(event) => setVariant(event.currentTarget.value)}
          >
            <option value="">as a rule</option>
            {variants.map((one) => (
              <option key={one.name} value={one.name}>
                {one.name}: {one.summary}
              </option>
            ))}
          </select>
        </>
      )}
      <Action
        label={`Behave like ${title}`}
        command={usePreset(realm, name, variant)}
        done={`The realm behaves like ${title}.`}
      />
      <details>
        <summary>What is known of it</summary>
        <ul class="facts">
          {preset?.facts.map(({ about, says, confidence }) => (
            <li key={about + says}>
              <b>{about}</b>: {says} <span class="quiet">({confidence})</span>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
