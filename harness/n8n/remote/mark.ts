import { randomBytes } from 'node:crypto';

/**
 * The mark that distinguishes everything that one run created on an instance from everything else
 * there: one tag, and names with the same beginning. n8n allows 24 characters for a tag.
 */
export interface Mark {
  readonly id: string;
  /** Name of the tag on its workflows. */
  readonly tag: string;
  /** The beginning of the names of its workflows and credentials. */
  readonly prefix: string;
}

export const ID_FORM = /^[0-9a-f]{8}$/;
const TAG_FORM = /^oauth-chaos ([0-9a-f]{8})$/;

/** The longest name that n8n accepts. */
const NAME_LENGTH = 128;

export const newMark = (): Mark => markOf(randomBytes(4).toString('hex'));

export const markOf = (id: string): Mark => ({
  id,
  tag: `oauth-chaos ${id}`,
  prefix: `oauth-chaos ${id} `,
});

/** The mark to which a tag belongs; undefined for a tag that the harness did not create. */
export function markOfTag(name: string): Mark | undefined {
  const id = TAG_FORM.exec(name)?.[1];
  return id === undefined ? undefined : markOf(id);
}

export const markedName = ({ prefix }: Mark, name: string): string =>
  `${prefix}${name}`.slice(0, NAME_LENGTH);
