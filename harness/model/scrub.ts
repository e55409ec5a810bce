const BLOT = '***';
const NAMED_SECRET =
  /((?:access_token|refresh_token|id_token|client_secret|password|encryption_?key|code)["']?\s*[:=]\s*["']?)[^"'\s&,}]+/gi;
const BEARER = /\b(Bearer|Basic)\s+[\w.~+/=-]+/g;
const JSON_WEB_TOKEN = /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g;

/**
 * Removes the given secrets from a text, and everything that looks like a secret: bearer tokens,
 * JWTs, `client_secret=…`.
 */
export function scrub(text: string, secrets: readonly string[]): string {
  const known = secrets.reduce(
    (rest, secret) => (secret === '' ? rest : rest.replaceAll(secret, BLOT)),
    text,
  );
  return known
    .replace(BEARER, `$1 ${BLOT}`)
    .replace(JSON_WEB_TOKEN, BLOT)
    .replace(NAMED_SECRET, `$1${BLOT}`);
}
