/** RFC 7636 §4.1: 43 to 128 unreserved characters. */
const VERIFIER = /^[\w.~-]{43,128}$/;

/** True for a text that may be a code verifier. */
export const isCodeVerifier = (text: string): boolean => VERIFIER.test(text);
