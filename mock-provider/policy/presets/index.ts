import { airtable } from './airtable.ts';
import { amazonSpApi } from './amazon-sp-api.ts';
import { atlassian } from './atlassian.ts';
import { auth0 } from './auth0.ts';
import { awsCognito } from './aws-cognito.ts';
import { box } from './box.ts';
import { coinbase } from './coinbase.ts';
import { cybersource } from './cybersource.ts';
import { docusign } from './docusign.ts';
import { dropbox } from './dropbox.ts';
import { entra } from './entra.ts';
import { fitbit } from './fitbit.ts';
import { githubApp } from './github-app.ts';
import { gitlab } from './gitlab.ts';
import { google } from './google.ts';
import { hubspot } from './hubspot.ts';
import { intuit } from './intuit.ts';
import { jobber } from './jobber.ts';
import { keycloak } from './keycloak.ts';
import { linear } from './linear.ts';
import { linkedin } from './linkedin.ts';
import { make } from './make.ts';
import { marketo } from './marketo.ts';
import { miro } from './miro.ts';
import { netsuite } from './netsuite.ts';
import { notion } from './notion.ts';
import { okta } from './okta.ts';
import { openaiCodex } from './openai-codex.ts';
import { pinterest } from './pinterest.ts';
import { pipedrive } from './pipedrive.ts';
import { ringcentral } from './ringcentral.ts';
import { salesforce } from './salesforce.ts';
import { shopify } from './shopify.ts';
import { slack } from './slack.ts';
import { smartcar } from './smartcar.ts';
import { snowflake } from './snowflake.ts';
import { spotify } from './spotify.ts';
import { square } from './square.ts';
import { strava } from './strava.ts';
import { twinfield } from './twinfield.ts';
import { twitch } from './twitch.ts';
import { wise } from './wise.ts';
import { xero } from './xero.ts';
import { zoho } from './zoho.ts';
import { zoom } from './zoom.ts';

/** All presets. A new one is a file beside this one and a line here; docs and types follow. */
export const presets = [
  airtable,
  amazonSpApi,
  atlassian,
  auth0,
  awsCognito,
  box,
  coinbase,
  cybersource,
  docusign,
  dropbox,
  entra,
  fitbit,
  githubApp,
  gitlab,
  google,
  hubspot,
  intuit,
  jobber,
  keycloak,
  linear,
  linkedin,
  make,
  marketo,
  miro,
  netsuite,
  notion,
  okta,
  openaiCodex,
  pinterest,
  pipedrive,
  ringcentral,
  salesforce,
  shopify,
  slack,
  smartcar,
  snowflake,
  spotify,
  square,
  strava,
  twinfield,
  twitch,
  wise,
  xero,
  zoho,
  zoom,
] as const;

export type PresetName = (typeof presets)[number]['name'];
