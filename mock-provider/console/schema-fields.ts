/** The value of a field. null is possible only where the schema allows it. */
export type FieldValue = string | boolean | readonly string[] | null;

/** One option of a fault as a field of a form. `initial` is the schema's default, or empty. */
export interface Field {
  readonly name: string;
  readonly description: string;
  readonly kind: 'text' | 'number' | 'checkbox' | 'select' | 'choices' | 'json';
  /** The values to choose from. Empty for a field into which the user types. */
  readonly choices: readonly string[];
  readonly nullable: boolean;
  readonly required: boolean;
  readonly initial: FieldValue;
}

interface Property {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly items?: Property;
  readonly anyOf?: readonly Property[];
}

/**
 * The form fields for a JSON Schema of an object. Plain values and lists of enum values get a field
 * of their own; every other value is typed as JSON.
 */
export function fieldsOf(schema: Readonly<Record<string, unknown>>): readonly Field[] {
  const { properties = {}, required = [] } = schema as {
    readonly properties?: Readonly<Record<string, Property>>;
    readonly required?: readonly string[];
  };
  return Object.entries(properties).map(([name, property]) => {
    const forms = formsOf(property);
    const nullable = forms.some(({ type }) => type === 'null');
    const inner = forms.find(({ type }) => type !== 'null') ?? property;
    const shape = shapeOf(inner);
    return {
      name,
      description: property.description ?? inner.description ?? '',
      ...shape,
      nullable,
      required: required.includes(name),
      initial: initialOf(shape.kind, property.default),
    };
  });
}

/**
 * The types that a value may have, one by one. JSON Schema writes "or null" as `anyOf` or as a list
 * of types.
 */
function formsOf(property: Property): readonly Property[] {
  const { type, anyOf } = property;
  if (anyOf !== undefined) return anyOf;
  return Array.isArray(type) ? type.map((one: string) => ({ ...property, type: one })) : [property];
}

function shapeOf({ type, enum: values, items }: Property): Pick<Field, 'kind' | 'choices'> {
  if (values !== undefined) return { kind: 'select', choices: values.map(String) };
  if (type === 'array' && items?.enum !== undefined)
    return { kind: 'choices', choices: items.enum.map(String) };
  if (type === 'boolean') return { kind: 'checkbox', choices: [] };
  if (type === 'integer' || type === 'number') return { kind: 'number', choices: [] };
  return { kind: type === 'string' ? 'text' : 'json', choices: [] };
}

function initialOf(kind: Field['kind'], given: unknown): FieldValue {
  if (kind === 'checkbox') return given === true;
  if (kind === 'choices') return Array.isArray(given) ? given.map(String) : [];
  if (given === null) return null;
  if (kind === 'json') return given === undefined ? '' : JSON.stringify(given);
  return typeof given === 'string' || typeof given === 'number' ? String(given) : '';
}

/**
 * The options that the fields describe. Fields that are empty, or have the schema's default, are
 * left out.
 */
export function optionsOf(
  fields: readonly Field[],
  values: Readonly<Record<string, FieldValue>>,
): Readonly<Record<string, unknown>> {
  const changed = fields.flatMap((field) => {
    const value = values[field.name] ?? (field.name in values ? null : field.initial);
    if (value === '' || JSON.stringify(value) === JSON.stringify(field.initial)) return [];
    return [[field.name, typed(field, value)] as const];
  });
  return Object.fromEntries(changed);
}

function typed({ kind }: Field, value: FieldValue): unknown {
  if (typeof value !== 'string') return value;
  if (kind === 'number') return Number.isFinite(Number(value)) ? Number(value) : value;
  if (kind !== 'json') return value;
  try {
    return JSON.parse(value);
  } catch {
    // The provider explains better what is wrong with this text, so it is sent as it is.
    return value;
  }
}

/** The name of the field that an error is about. The error has a JSON pointer below `/options`. */
export const fieldOfPointer = (pointer: string): string | undefined =>
  /^\/options\/([^/]+)/.exec(pointer)?.[1]?.replaceAll('~1', '/').replaceAll('~0', '~');
