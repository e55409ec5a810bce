import type { Engine } from './engine.ts';
import type { ImageFacts } from './inspect-image.ts';
import type { Place } from './provider-place.ts';

/** An n8n in an image that this machine has, and what its topology needs beside it. */
export interface DockerN8n extends ImageFacts {
  readonly engine: Engine;
  readonly place: Place;
  readonly images: { readonly n8n: string; readonly postgres?: string; readonly redis?: string };
}
