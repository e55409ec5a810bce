/** The values that a workflow template gets at run time. */
export interface TemplateValues {
  readonly api: string;
  readonly credentialId: string;
  readonly credentialName: string;
  readonly webhookPath: string;
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

function fillText(text: string, values: TemplateValues): string {
  return text.replaceAll(
    /\{\{(api|webhookPath|credentialId|credentialName)(?::([\w-]+))?\}\}/g,
    (all, name: 'api' | 'webhookPath' | 'credentialId' | 'credentialName', of?: string) => {
      if (of === undefined) return values[name];
      const other = values.others?.[of];
      if (other === undefined) return all;
      return name === 'credentialId' ? other.id : other.name;
    },
  );
}
