/** What stands in the place of a secret. */
const BLOT = '***';

const SECRET_NAME =
  /^(authorization|proxy-authorization|cookie|set-cookie|.*(api|access|private|secret|encryption|signing)[-_]?key|.*secret|.*passw(or)?d|pwd|.*token|x-auth.*|sig|signature|bearer)$/i;

/** Names that end like secrets and are none: where to go on reading, what for. */
const HARMLESS =
  /(next|page|continuation|sync|cursor|pagination|skip)[-_]?token$|^token[-_]?type$/i;

/** What looks like a secret wherever it stands. */
const SECRET_VALUE = new RegExp(
  [
    String.raw`\b(?:Bearer|Basic)\s+[\w.~+/=-]{8,}`,
    String.raw`\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*`,
    String.raw`\bxox[abeoprs]-[\w-]{8,}`,
    String.raw`\bgh[oprsu]_\w{16,}`,
    String.raw`\bgithub_pat_\w{16,}`,
    String.raw`\bglpat-[\w-]{16,}`,
    String.raw`\b(?:sk|pk|rk)[-_](?:live|test|proj|ant)[-_][\w-]{8,}`,
    String.raw`\bsk-[\w-]{20,}`,
    String.raw`\bAKIA[A-Z0-9]{16}\b`,
    String.raw`\bAIza[\w-]{30,}`,
    String.raw`-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)`,
    String.raw`(?<=://)[^\s/@:]+:[^\s/@]+(?=@)`,
  ].join('|'),
  'g',
);

/** `?key=…` and `key: "…"` within a text. */
const NAMED_IN_TEXT =
  /((?:[?&]|\b)(?:api_?key|access_token|refresh_token|client_secret|password|secret|apikey|token|sig|signature)["']?\s*[:=]\s*["']?)(?![=\s"'{])[^"'\s&,;}{)]{6,}/gi;

const isSecretName = (name: string): boolean => SECRET_NAME.test(name) && !HARMLESS.test(name);

/** A text without what looks like a secret. */
export const withoutSecretsIn = (text: string): string =>
  text.replace(SECRET_VALUE, BLOT).replace(NAMED_IN_TEXT, `$1${BLOT}`);

/**
 * A value without what looks like a secret, at any depth. An expression stays: it names where a
 * value comes from and is none itself.
 * @param blotted hears of the path of each value that was changed
 */
export function withoutSecrets<T>(value: T, blotted: (path: string) => void, path?: string): T;
export function withoutSecrets(
  value: unknown,
  blotted: (path: string) => void,
  path = '',
): unknown {
  if (typeof value === 'string') {
    const without = withoutSecretsIn(value);
    if (without !== value) blotted(path);
    return without;
  }
  if (Array.isArray(value))
    return value.map((entry, index) => withoutSecrets(entry, blotted, `${path}[${index}]`));
  if (typeof value !== 'object' || value === null) return value;
  const named = namedValue(value);
  return Object.fromEntries(
    Object.entries(value).map(([name, below]) => {
      const at = path === '' ? name : `${path}.${name}`;
      const secret = isSecretName(name) || (name === 'value' && named);
      if (!secret || !isText(below)) return [name, withoutSecrets(below, blotted, at)];
      blotted(at);
      return [name, BLOT];
    }),
  );
}

/** True for `{name: 'Authorization', value: …}`, as n8n writes headers and parameters. */
const namedValue = (value: object): boolean =>
  'name' in value && typeof value.name === 'string' && isSecretName(value.name);

/** True for a text that is written down, and not an expression. */
const isText = (value: unknown): boolean =>
  typeof value === 'string' && value !== '' && !value.startsWith('=');
