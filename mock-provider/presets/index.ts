import { airtable } from './airtable.ts';
import { atlassian } from './atlassian.ts';
import { auth0 } from './auth0.ts';
import { entra } from './entra.ts';
import { githubApp } from './github-app.ts';
import { gitlab } from './gitlab.ts';
import { google } from './google.ts';
import { hubspot } from './hubspot.ts';
import { intuit } from './intuit.ts';
import { marketo } from './marketo.ts';
import { okta } from './okta.ts';
import { salesforce } from './salesforce.ts';
import { shopify } from './shopify.ts';
import { slack } from './slack.ts';
import { spotify } from './spotify.ts';
import { xero } from './xero.ts';
import { zoho } from './zoho.ts';

/** All presets. A new one is a file beside this one and a line here; docs and types follow. */
export const presets = [
  airtable,
  atlassian,
  auth0,
  entra,
  githubApp,
  gitlab,
  google,
  hubspot,
  intuit,
  marketo,
  okta,
  salesforce,
  shopify,
  slack,
  spotify,
  xero,
  zoho,
] as const;

export type PresetName = (typeof presets)[number]['name'];
