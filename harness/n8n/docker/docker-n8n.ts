import type { Engine } from './engine.ts';
import type { ImageFacts } from './inspect-image.ts';
import type { Place } from './provider-place.ts';

/** An n8n image that this machine has, and the images that its topology needs in addition. */
export interface DockerN8n extends ImageFacts {
  readonly engine: Engine;
  readonly place: Place;
  readonly images: { readonly n8n: string; readonly postgres?: string; readonly redis?: string };
}
