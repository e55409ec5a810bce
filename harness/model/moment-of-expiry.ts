/** A field of the client's own that says when the access token ends, such as `n8n_expires_at`. */
export const MOMENT_OF_EXPIRY = /^(?!.*refresh).*expires?_?at$/i;
