import { setFlagsFromString } from 'node:v8';

/**
 * Keeps this process small beside the n8n it watches. V8 lets a heap grow with the machine's
 * memory; the histories and logs that pass through here are short-lived, so a small young
 * generation costs nothing. Imported first, because the heap's size is decided while the first
 * modules load.
 */
setFlagsFromString('--max-semi-space-size=2');
setFlagsFromString('--optimize-for-size');
