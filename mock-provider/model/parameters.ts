export interface Parameters {
  readonly parameters: ReadonlyMap<string, string>;
  /** Why the parameters cannot be parsed. */
  readonly malformed?: string;
}

/**
 * Parses the parameters of a query or a form. A parameter without a value counts as absent; a
 * parameter that occurs twice is an error (RFC 6749 §3.1, §3.2).
 */
export function formParameters(text: string): Parameters {
  return collect([...new URLSearchParams(text)]);
}

/**
 * Parses the parameters of a request body. The body may be a JSON object, too, because many clients
 * send one.
 */
export function bodyParameters(body: string, contentType: string | undefined): Parameters {
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/json') return jsonParameters(body);
  if (body === '' || type === '' || type === 'application/x-www-form-urlencoded')
    return formParameters(body);
  return { parameters: new Map(), malformed: 'The body is neither a form nor JSON.' };
}

function jsonParameters(body: string): Parameters {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return collect(Object.entries(value));
  } catch {
    // The parser's message does not help the client, and it may quote a secret.
  }
  return { parameters: new Map(), malformed: 'The body is not a JSON object.' };
}

function collect(entries: readonly (readonly [string, unknown])[]): Parameters {
  const parameters = new Map<string, string>();
  for (const [name, value] of entries) {
    if (value === '' || value === null || value === undefined) continue;
    if (typeof value === 'object')
      return { parameters: new Map(), malformed: 'A parameter is not a text.' };
    if (parameters.has(name))
      return { parameters: new Map(), malformed: 'A parameter occurs more than once.' };
    parameters.set(name, String(value));
  }
  return { parameters };
}
