/** The values that a workflow template gets at run time. */
export interface TemplateValues {
  readonly api: string;
  readonly credentialId: string;
  readonly credentialName: string;
  readonly webhookPath: string;
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
    /\{\{(api|credentialId|credentialName|webhookPath)\}\}/g,
    (_all, name: keyof TemplateValues) => values[name],
  );
}
