import { registerHooks } from 'node:module';

const PACKAGE = 'n8n-oauth-chaos';

/** The doors of this package, as files that import it name them. */
const DOORS: ReadonlyMap<string, string> = new Map([
  [PACKAGE, '../index'],
  [`${PACKAGE}/provider`, '../../mock-provider/index'],
]);

let resolves = false;

/**
 * From now on, files of the user's that import this package get the one that runs: also where it
 * was never installed, as with `npx`, and never another version of it.
 */
export function resolveOwnPackage(): void {
  if (resolves) return;
  resolves = true;
  const ending = import.meta.filename.endsWith('.ts') ? '.ts' : '.js';
  registerHooks({
    resolve(specifier, context, next) {
      const door = DOORS.get(specifier);
      return door === undefined
        ? next(specifier, context)
        : next(new URL(`${door}${ending}`, import.meta.url).href, context);
    },
  });
}
