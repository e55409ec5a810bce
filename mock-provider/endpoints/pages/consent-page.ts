import type { HttpReply } from '../../model/reply.ts';
import { scopeNames } from '../../model/scope.ts';
import { USER } from '../user.ts';
import { html, htmlPage } from './html.ts';

/** What a user is asked, and where the answer goes. */
export interface Question {
  /** Relative to the page, so that it works behind a proxy, too. */
  readonly action: string;
  /** Name and value of the field that says what the decision is about. */
  readonly about: readonly [name: string, value: string];
  /** Name of the client. */
  readonly client: string;
  readonly scope: string;
}

/**
 * Asks a user for consent, scope by scope (RFC 6749 §4.1, step B). A script can send the form as
 * well.
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

/** About a form that leads nowhere, whatever the reason. */
export const consentUnknownPage = (): HttpReply =>
  htmlPage(
    400,
    'Request not accepted',
    html`<p role="alert">The request is unknown, has expired or was decided before, or the form is not filled in as it should be. Go back to the application and begin again.</p>`,
  );
