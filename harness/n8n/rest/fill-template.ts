/** The values that a workflow template gets at run time. */
export interface TemplateValues {
  readonly api: string;
  readonly credentialId: string;
  readonly credentialName: string;
  readonly webhookPath: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  /** Empty where nobody copied it. */
  readonly refreshToken: string;
  /** Other credentials, by the names that stand after a colon: `{{credentialId:second}}`. */
  readonly others?: Readonly<Record<string, { readonly id: string; readonly name: string }>>;
}

/**
 * Replaces `{{api}}`, `{{credentialId}}`, … by their values in every string, at any depth. n8n's
 * own expressions such as `{{ $json.id }}` stay.
 */
export function fillTemplate<T>(template: T, values: TemplateValues): T;
export function fillTemplate(template: unknown, values: TemplateValues): unknown {
  if (typeof template === 'string') return fillText(template, values);
  if (Array.isArray(template)) return template.map((entry) => fillTemplate(entry, values));
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) => [name, fillTemplate(value, values)]),
  );
}

type Plain = Exclude<keyof TemplateValues, 'others'>;

const isPlain = (name: string, values: TemplateValues): name is Plain =>
  name !== 'others' && Object.hasOwn(values, name);

function fillText(text: string, values: TemplateValues): string {
  return text.replaceAll(/\{\{(\w+)(?::([\w-]+))?\}\}/g, (all, name: string, of?: string) => {
    if (!isPlain(name, values)) return all;
    if (of === undefined) return values[name];
    const other = values.others?.[of];
    if (name === 'credentialId') return other?.id ?? all;
    return name === 'credentialName' ? (other?.name ?? all) : all;
  });
}
