/** The addresses of a realm that an OAuth client needs. */
export const clientAddresses = (base: string) => ({
  authorizationUrl: `${base}/authorize`,
  tokenUrl: `${base}/token`,
  apiUrl: `${base}/api`,
});
