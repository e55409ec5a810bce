/** The redirect URI of test clients. Nothing listens there. */
export const REDIRECT_URI = 'http://127.0.0.1:5678/rest/oauth2-credential/callback';
