import { useMemo, useState } from 'preact/hooks';
import type { ControlError } from '../control/control-error.ts';
import type { KnownFault } from '../control/remote-types.ts';
import { inject } from './commands.ts';
import { CurlButton } from './curl-bar.tsx';
import { useDesk } from './desk.ts';
import { SchemaField } from './schema-field.tsx';
import { fieldOfPointer, fieldsOf, optionsOf, type FieldValue } from './schema-fields.ts';

/** The options that every fault has. They say when the fault acts, not what it does. */
const WHEN: ReadonlySet<string> = new Set(['times', 'after', 'for', 'probability']);
/** The fault that is selected at first, because it is met most often. */
const FIRST = 'token/throttled';

/** Lets the user choose a fault and its options, and injects it. */
export function FaultForm({
  realm,
  faults,
}: {
  readonly realm: string;
  readonly faults: readonly KnownFault[];
}) {
  const [name, setName] = useState(
    () => (faults.find((fault) => fault.name === FIRST) ?? faults[0])?.name ?? '',
  );
  const [values, setValues] = useState<Readonly<Record<string, FieldValue>>>({});
  const [error, setError] = useState<ControlError>();
  const { run } = useDesk();
  const fault = faults.find((one) => one.name === name);
  const fields = useMemo(() => fieldsOf(fault?.options ?? {}), [fault]);
  const command = inject(realm, name, optionsOf(fields, values));
  const wrong = error === undefined ? undefined : fieldOfPointer(error.pointer);
  const elsewhere = error !== undefined && !fields.some((field) => field.name === wrong);

  const choose = (next: string): void => {
    setName(next);
    setValues({});
    setError(undefined);
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const refused = await run(command, `${name} is in force.`);
    setError(refused);
    const field = refused === undefined ? undefined : fieldOfPointer(refused.pointer);
    if (field !== undefined) document.getElementById(`option-${field}`)?.focus();
  };
  const draw = (when: boolean) =>
    fields
      .filter((field) => WHEN.has(field.name) === when)
      .map((field) => (
        <SchemaField
          key={`${name} ${field.name}`}
          field={field}
          value={field.name in values ? (values[field.name] ?? null) : field.initial}
          error={wrong === field.name ? error?.message : undefined}
          onChange={(value) => setValues((before) => ({ ...before, [field.name]: value }))}
        />
      ));

  return (
    <form class="fault-form" noValidate onSubmit={(event) => void submit(event)}>
      <label for="fault">Fault</label>
      <select
        id="fault"
        value={name}
        onChange={(event) => choose(event.currentTarget.value)}
        aria-describedby="fault-summary"
      >
        {[...Map.groupBy(faults, ({ actsOn }) => actsOn)].map(([actsOn, members]) => (
          <optgroup key={actsOn} label={actsOn}>
            {members.map((one) => (
              <option key={one.name} value={one.name}>
                {one.name}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      <p id="fault-summary" class="quiet">
        {fault?.summary}
      </p>
      {draw(false)}
      <fieldset>
        <legend>When and how often</legend>
        <div class="when">{draw(true)}</div>
      </fieldset>
      <p class="field-error" role="alert">
        {elsewhere ? `${error.message} ${error.hint}` : ''}
      </p>
      <span class="action">
        <button type="submit" class="main-action">
          Inject
        </button>
        <CurlButton command={command} what={`inject ${name}`} />
      </span>
    </form>
  );
}
