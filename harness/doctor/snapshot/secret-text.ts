/** What a text gives away: a secret, or an expression that prints one. */
export interface SecretText {
  readonly kind: 'literal' | 'expression';
  readonly what: string;
}

/** A value that is written out: no expression, no variable, nothing that stands for one. */
const VALUE = String.raw`["'\x60]?(?![$<{*]|your|process\b|await\b)[\w.~+/=-]{8,}`;

const LITERALS: readonly (readonly [RegExp, string])[] = [
  [/\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*/, 'a token (JWT)'],
  [/\bBearer\s+(?!\$|\{)[\w.~+/-]{12,}=*/i, 'an Authorization header'],
  [/\bBasic\s+(?!\$|\{)[A-Za-z0-9+/]{12,}=*/, 'an Authorization header'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, 'a private key'],
  [/\b(ya29\.[\w-]{10,}|1\/\/0[\w-]{20,}|GOCSPX-[\w-]{10,})/, 'a token of Google'],
  [/\b(gh[oprsu]_\w{20,}|github_pat_\w{20,})/, 'a token of GitHub'],
  [/\bglpat-[\w-]{15,}/, 'a token of GitLab'],
  [/\bxox[abeoprs]-[\w-]{10,}/, 'a token of Slack'],
  [/\bshp(at|ca|pa|ss)_[a-f0-9]{20,}/i, 'a token of Shopify'],
  [new RegExp(String.raw`client_?secret["']?\s*[:=]\s*${VALUE}`, 'i'), 'a client secret'],
  [new RegExp(String.raw`refresh_?token["']?\s*[:=]\s*${VALUE}`, 'i'), 'a refresh token'],
  [new RegExp(String.raw`access_?token["']?\s*[:=]\s*${VALUE}`, 'i'), 'an access token'],
  [new RegExp(String.raw`api_?key["']?\s*[:=]\s*${VALUE}`, 'i'), 'an API key'],
  [new RegExp(String.raw`\bpassw(or)?d["']?\s*[:=]\s*${VALUE}`, 'i'), 'a password'],
];

const SECRET_NAME = String.raw`\w*(?:SECRET|TOKEN|PASSW|API_?KEY|PRIVATE_?KEY|CREDENTIAL)\w*`;
const OF_VARIABLES = new RegExp(
  String.raw`(?:\$env|\$vars|process\.env)(?:\.|\[\s*["'\x60])${SECRET_NAME}`,
  'i',
);
const OF_CREDENTIAL = /\$credentials?\b\s*[.[]/;
const OF_VAULT = /\$secrets\b\s*[.[]/;

const EXPRESSIONS: readonly (readonly [RegExp, string])[] = [
  [OF_VARIABLES, 'a variable whose name says that it is a secret'],
  [OF_CREDENTIAL, 'a field of a credential'],
  [OF_VAULT, 'a secret of an external vault'],
];

/** A text that is longer is looked at in its beginning: data of executions may be pinned. */
const MAX_LENGTH = 200_000;

/** Looks into one text, as it stands in a parameter, in code, or in data. */
export function secretInText(text: string): SecretText | undefined {
  const looked = text.slice(0, MAX_LENGTH);
  for (const [pattern, what] of LITERALS)
    if (pattern.test(looked)) return { kind: 'literal', what };
  for (const [pattern, what] of EXPRESSIONS)
    if (pattern.test(looked)) return { kind: 'expression', what };
  return undefined;
}
