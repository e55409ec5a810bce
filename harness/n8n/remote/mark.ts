import { randomBytes } from 'node:crypto';

/**
 * What tells everything one run made on somebody's instance from everything else there: one tag,
 * and names that begin with the same words. n8n allows a tag 24 characters.
 */
export interface Mark {
  readonly id: string;
  /** Name of the tag its workflows carry. */
  readonly tag: string;
  /** What the names of its workflows and credentials begin with. */
  readonly prefix: string;
}

export const ID_FORM = /^[0-9a-f]{8}$/;
const TAG_FORM = /^oauth-chaos ([0-9a-f]{8})$/;

/** Names longer than this n8n refuses. */
const NAME_LENGTH = 128;

export const newMark = (): Mark => markOf(randomBytes(4).toString('hex'));

export const markOf = (id: string): Mark => ({
  id,
  tag: `oauth-chaos ${id}`,
  prefix: `oauth-chaos ${id} `,
});

/** The mark a tag belongs to; undefined for anybody else's tag. */
export function markOfTag(name: string): Mark | undefined {
  const id = TAG_FORM.exec(name)?.[1];
  return id === undefined ? undefined : markOf(id);
}

export const markedName = ({ prefix }: Mark, name: string): string =>
  `${prefix}${name}`.slice(0, NAME_LENGTH);
