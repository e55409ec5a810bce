import { readFileSync, statSync } from 'node:fs';
import { stored } from '../machine/storage-error.ts';

/** A picture of a window is much smaller; whatever is larger was not made by a run. */
const LARGEST_BYTES = 5_000_000;

/** How each PNG begins (RFC 2083 §3.1). */
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * Reads a picture of a run. Undefined when it is not there (a run that was copied without its
 * pictures), or is not what a run keeps.
 * @throws HarnessError `storage-failed`
 */
export const readScreenshot = (path: string): Uint8Array | undefined =>
  stored('read', path, () => {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined || found.size > LARGEST_BYTES) return undefined;
    const png = readFileSync(path);
    return png.subarray(0, SIGNATURE.length).equals(SIGNATURE) ? png : undefined;
  });
