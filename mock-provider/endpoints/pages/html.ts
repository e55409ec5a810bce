import { createHash } from 'node:crypto';
import { page, type HttpReply } from '../../model/reply.ts';

/** Text that is HTML already and is not escaped again. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

/**
 * Builds HTML from a template. Every value is escaped, unless it is `Markup`. Attribute values must
 * stand in quotes.
 */
export function html(
  parts: TemplateStringsArray,
  ...values: readonly (string | Markup | readonly Markup[])[]
): Markup {
  const rendered = values.map((value) =>
    typeof value === 'string'
      ? escaped(value)
      : value instanceof Markup
        ? value.text
        : value.map(({ text }) => text).join(''),
  );
  return new Markup(parts.map((part, index) => part + (rendered[index] ?? '')).join(''));
}

const STYLE =
  'body{font:1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:3rem auto;padding:0 1rem}label{display:block;margin:.5rem 0}button{font:inherit;padding:.4rem 1.2rem;margin-right:.5rem}fieldset{margin:1rem 0}';

const HEADERS = {
  // A browser applies form-action also to the redirect that answers the form, and a client may have
  // any address.
  'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; form-action 'self' http: https:; base-uri 'none'; frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
} as const;

/** A whole page without scripts. Other sites cannot put it into a frame (RFC 6749 §10.13). */
export function htmlPage(status: number, title: string, content: Markup): HttpReply {
  const { text } = html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${new Markup(STYLE)}</style></head>
<body><main><h1>${title}</h1>
${content}
</main></body>
</html>
`;
  return page(status, 'text/html; charset=utf-8', text, HEADERS);
}
