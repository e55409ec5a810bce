import { ControlError } from './control-error.ts';
import type { Route } from './route.ts';

/** A route, and the values in the path for its `:names`. */
export interface Match {
  readonly route: Route;
  readonly parameters: Readonly<Record<string, string>>;
}

/** The route for a method and a path below the prefix. @throws ControlError 404, 405 */
export function matchRoute(routes: readonly Route[], method: string, path: string): Match {
  const segments = path.split('/');
  const fitting = routes.flatMap((route) => {
    const parameters = parametersOf(route.path.split('/'), segments);
    return parameters === undefined ? [] : [{ route, parameters }];
  });
  const found = fitting.find(({ route }) => route.method === method);
  if (found !== undefined) return found;
  if (fitting.length === 0)
    throw new ControlError(404, 'not-found', 'Could not answer: there is nothing at this path.', {
      hint: 'See openapi.json.',
    });
  const allow = fitting.map(({ route }) => route.method).join(', ');
  throw new ControlError(
    405,
    'method-not-allowed',
    `Could not answer: this path does not take ${method}.`,
    { hint: `It takes ${allow}.`, headers: { allow } },
  );
}

function parametersOf(
  pattern: readonly string[],
  segments: readonly string[],
): Readonly<Record<string, string>> | undefined {
  if (pattern.length !== segments.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith(':')) parameters[part.slice(1)] = decoded(segment);
    else if (part !== segment) return undefined;
  }
  return parameters;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new ControlError(
      400,
      'bad-request',
      'Could not read the path: its percent-encoding is broken.',
      { hint: 'Encode each segment, for example with encodeURIComponent.' },
    );
  }
}
