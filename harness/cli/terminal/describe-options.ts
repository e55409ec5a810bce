/** The options of a fault, from their JSON Schema: one line each with type, default and meaning. */
export function describeOptions(
  schema: Readonly<Record<string, unknown>>,
): readonly (readonly string[])[] {
  const properties = isRecord(schema['properties']) ? schema['properties'] : {};
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  return Object.entries(properties).map(([name, option]) => {
    const facts = isRecord(option) ? option : {};
    const without = required.includes(name) ? 'required' : 'optional';
    const preset = 'default' in facts ? `default ${JSON.stringify(facts['default'])}` : without;
    return [
      name,
      typeOf(facts),
      preset,
      typeof facts['description'] === 'string' ? facts['description'] : '',
    ];
  });
}

function typeOf(facts: Readonly<Record<string, unknown>>): string {
  if (Array.isArray(facts['enum'])) return facts['enum'].map(String).join(' | ');
  if ('const' in facts) return JSON.stringify(facts['const']);
  const alternatives = facts['anyOf'] ?? facts['oneOf'];
  if (Array.isArray(alternatives))
    return alternatives.map((one) => typeOf(isRecord(one) ? one : {})).join(' | ');
  return typeof facts['type'] === 'string' ? facts['type'] : 'any';
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
