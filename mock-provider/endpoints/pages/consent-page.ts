import type { HttpReply } from '../../model/reply.ts';
import { scopeNames } from '../../model/scope.ts';
import { USER } from '../user.ts';
import { html, htmlPage } from './html.ts';

/** What the page asks the user, and where its form is sent. */
export interface Question {
  /** Relative to the page, so that it also works behind a reverse proxy. */
  readonly action: string;
  /** Name and value of the hidden field that identifies the request. */
  readonly about: readonly [name: string, value: string];
  /** Name of the client. */
  readonly client: string;
  readonly scope: string;
}

/**
 * The page that asks a user for consent, scope by scope (RFC 6749 §4.1, step B). A script can send
 * its form, too.
 */
export function consentPage({ action, about: [name, value], client, scope }: Question): HttpReply {
  const boxes = [...new Set(scopeNames(scope))].map(
    (one) =>
      html`<label><input type="checkbox" name="scope:${one}" value="on" checked> ${one}</label>\n`,
  );
  const content = html`<form method="post" action="${action}">
<p><strong>${client}</strong> asks for access to your account.</p>
<input type="hidden" name="${name}" value="${value}">
<label>User name <input name="user" value="${USER}" maxlength="255" autocomplete="username" required></label>
<fieldset><legend>Access to allow</legend>
${boxes}</fieldset>
<button type="submit" name="decision" value="allow">Allow</button>
<button type="submit" name="decision" value="deny" formnovalidate>Deny</button>
</form>`;
  return htmlPage(200, `Allow ${client} access?`, content);
}

/**
 * The page for a form whose request is unknown, expired or already decided. It does not say which.
 */
export const consentUnknownPage = (): HttpReply =>
  htmlPage(
    400,
    'Request not accepted',
    html`<p role="alert">The request is unknown, has expired or was decided before, or the form is not filled in as it should be. Go back to the application and begin again.</p>`,
  );
