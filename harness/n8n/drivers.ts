/** Every driver, one line each. To add one, add a folder beside these and a line here. */
export { docker } from './docker/index.ts';
export { embedded } from './embedded/index.ts';
export { remote } from './remote/index.ts';
