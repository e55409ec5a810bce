/** Where test clients are sent back to; nothing listens there. */
export const REDIRECT_URI = 'http://127.0.0.1:5678/rest/oauth2-credential/callback';
