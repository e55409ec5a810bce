import { HarnessError } from '../model/error.ts';

/** A part that cannot be merged, because it is not what one of our runs leaves. */
export const blobDamaged = (shownAs: string, reason: string, cause?: unknown): HarnessError =>
  new HarnessError('blob-damaged', `Could not merge ${shownAs}: ${reason}.`, {
    hint: 'Take a complete copy of it, or name the folder of the run.',
    cause,
    exitCode: 64,
  });
