/** By this variable an image says its name; a program in a container can see none. */
export const IMAGE_VARIABLE = 'OAUTH_CHAOS_IMAGE';

/** A word as a POSIX shell takes it whole. */
export const shellWord = (word: string): string =>
  /^[\w%+,./:=@-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;

/**
 * How the program is started as an image, in the folder of the project: what it writes there
 * belongs to whoever starts it.
 */
export const imageCommand = (image: string): string =>
  `docker run --rm --user "$(id -u):$(id -g)" -v "$PWD:/work" ${shellWord(image)}`;
