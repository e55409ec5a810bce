import type { Field, FieldValue } from './schema-fields.ts';

interface Props {
  readonly field: Field;
  readonly value: FieldValue;
  readonly error: string | undefined;
  readonly onChange: (value: FieldValue) => void;
}

/** One option of a fault: its input field, its description, and the provider's error about it. */
export function SchemaField({ field, value, error, onChange }: Props) {
  const id = `option-${field.name}`;
  const about = {
    'aria-describedby': `${id}-about ${id}-error`,
    'aria-invalid': error !== undefined,
  };
  const notes = (
    <>
      <p id={`${id}-about`} class="about">
        {field.description}
      </p>
      <p id={`${id}-error`} class="field-error" role="alert">
        {error ?? ''}
      </p>
    </>
  );
  if (field.kind === 'choices') {
    const chosen = Array.isArray(value) ? value.map(String) : [];
    const toggled = (choice: string, on: boolean): readonly string[] =>
      field.choices.filter((one) => (one === choice ? on : chosen.includes(one)));
    return (
      <fieldset id={id} class="field" {...about} tabIndex={-1}>
        <legend>{field.name}</legend>
        {field.choices.map((choice) => (
          <label key={choice} class="check">
            <input
              type="checkbox"
              checked={chosen.includes(choice)}
              onChange={(event) => onChange(toggled(choice, event.currentTarget.checked))}
            />{' '}
            {choice}
          </label>
        ))}
        {notes}
      </fieldset>
    );
  }
  if (field.kind === 'checkbox') {
    return (
      <div class="field">
        <label class="check">
          <input
            id={id}
            type="checkbox"
            checked={value === true}
            onChange={(event) => onChange(event.currentTarget.checked)}
            {...about}
          />{' '}
          {field.name}
        </label>
        {notes}
      </div>
    );
  }
  return (
    <div class="field">
      <label for={id}>
        {field.name}
        {field.required ? ' (required)' : ''}
      </label>
      {field.kind === 'select' ? (
        <select
          id={id}
          value={String(value ?? '')}
          onChange={(event) => onChange(event.currentTarget.value)}
          {...about}
        >
          {field.initial === '' ? <option value="">–</option> : null}
          {field.choices.map((choice) => (
            <option key={choice} value={choice}>
              {choice}
            </option>
          ))}
        </select>
      ) : (
        <TypedInput
          id={id}
          number={field.kind === 'number'}
          value={value}
          onChange={onChange}
          about={about}
        />
      )}
      {field.nullable ? (
        <label class="check">
          <input
            type="checkbox"
            checked={value === null}
            onChange={(event) =>
              onChange(event.currentTarget.checked ? null : (field.initial ?? ''))
            }
          />{' '}
          null
        </label>
      ) : null}
      {notes}
    </div>
  );
}

interface TypedInputProps {
  readonly id: string;
  readonly number: boolean;
  readonly value: FieldValue;
  readonly onChange: (value: FieldValue) => void;
  readonly about: { readonly 'aria-describedby': string; readonly 'aria-invalid': boolean };
}

function TypedInput({ id, number, value, onChange, about }: TypedInputProps) {
  const shared = {
    id,
    autocomplete: 'off',
    disabled: value === null,
    value: String(value ?? ''),
    onInput: (event: { readonly currentTarget: HTMLInputElement }) =>
      onChange(event.currentTarget.value),
    ...about,
  } as const;
  return number ? (
    <input type="number" step="any" {...shared} />
  ) : (
    <input type="text" spellcheck={false} {...shared} />
  );
}
