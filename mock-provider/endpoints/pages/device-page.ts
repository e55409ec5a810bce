import type { HttpReply } from '../../model/reply.ts';
import { html, htmlPage, type Markup } from './html.ts';

const ENTRY: Markup = html`<form method="get" action="device">
<label>Code shown on the device <input name="user_code" autocomplete="off" autocapitalize="characters" required></label>
<button type="submit">Continue</button>
</form>`;

/** The page that asks for the code which the device shows (RFC 8628 §3.3). */
export const deviceEntryPage = (): HttpReply => htmlPage(200, 'Connect a device', ENTRY);

/** The page for a code that is unknown, expired or already decided. It does not say which. */
export const deviceUnknownPage = (): HttpReply =>
  htmlPage(
    400,
    'Code not accepted',
    html`<p role="alert">The code is unknown, has expired or was used before.</p>\n${ENTRY}`,
  );

export const deviceDonePage = (allowed: boolean): HttpReply =>
  allowed
    ? htmlPage(
        200,
        'Device connected',
        html`<p>You may close this page and go back to the device.</p>`,
      )
    : htmlPage(200, 'Device refused', html`<p>The device was not given access.</p>`);
