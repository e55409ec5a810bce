import { openEngine, type Engine } from '../engine.ts';
import { ensureImage } from '../ensure-image.ts';

/**
 * The daemon, when it answers and every image is there or can be pulled; else why nothing can be
 * tested.
 */
export async function dockerAvailable(
  images: readonly string[],
): Promise<{ readonly engine: Engine } | { readonly skipped: string }> {
  try {
    const engine = await openEngine();
    for (const image of images)
      await ensureImage(engine.docker, {
        image,
        hint: '',
        onPull: () => undefined,
        signal: new AbortController().signal,
      });
    return { engine };
  } catch (error) {
    const skipped = error instanceof Error ? error.message : String(error);
    console.warn(`Tests in Docker are skipped. ${skipped}`);
    return { skipped };
  }
}
