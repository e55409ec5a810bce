import type { RealmInfo } from '../control/remote-types.ts';
import type { Preset } from '../policy/define-preset.ts';
import { NewRealm } from './new-realm.tsx';

interface Props {
  readonly realms: readonly RealmInfo[];
  readonly chosen: RealmInfo | undefined;
  readonly presets: readonly Preset[];
  readonly onChoose: (name: string) => void;
}

/** The top of the page: the choice of the realm, and a form for a new one. */
export function RealmBar({ realms, chosen, presets, onChoose }: Props) {
  return (
    <header class="bar">
      <h1>OAuth chaos console</h1>
      <label>
        Realm{' '}
        <select
          value={chosen?.name ?? ''}
          disabled={realms.length === 0}
          onChange={(event) => onChoose(event.currentTarget.value)}
        >
          {realms.length === 0 ? <option value="">none</option> : null}
          {realms.map(({ name }) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <NewRealm presets={presets} onCreated={onChoose} />
      {chosen === undefined ? null : (
        <dl class="realm-facts">
          <div>
            <dt>behaves like</dt>
            <dd>
              {presets.find(({ name }) => name === chosen.preset)?.title ??
                chosen.preset ??
                'its own policy'}
            </dd>
          </div>
          <div>
            <dt>issuer</dt>
            <dd>
              <code>{chosen.issuer}</code>
            </dd>
          </div>
          <div>
            <dt>seed</dt>
            <dd>{chosen.seed}</dd>
          </div>
          <div>
            <dt>clients</dt>
            <dd>{chosen.clients.map(({ name }) => name).join(', ') || 'none'}</dd>
          </div>
        </dl>
      )}
    </header>
  );
}
