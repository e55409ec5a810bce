/**
 * True for a type of credential that refreshes as n8n's generic `oAuth2Api` does. What a type
 * extends stands in its code alone, so its name has to tell. Of n8n 2.41.1 these are all but two:
 * `hubspotDeveloperApi` is one without saying so, `crowdStrikeOAuth2Api` says so and is none.
 */
export const isOAuth2Type = (type: string): boolean =>
  type === 'hubspotDeveloperApi' || (/oauth2/i.test(type) && type !== 'crowdStrikeOAuth2Api');
