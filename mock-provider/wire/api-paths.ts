/** What is called at a path of the API behind a realm. */
interface ApiCallAt {
  readonly methods: readonly string[];
  /** Id of the item, and after a slash the part of it, still percent-encoded. */
  readonly item: string;
}

interface ApiPath {
  readonly pattern: RegExp;
  readonly methods: readonly string[];
}

/**
 * The paths of the API, below the realm. The first group of a pattern is the item, with the part of
 * it where an item is called for more than once.
 */
const API_PATHS: readonly ApiPath[] = [
  { pattern: /^\/api\/items\/([^/]+(?:\/[^/]+)?)$/, methods: ['GET', 'POST', 'PUT'] },
];

/** What a path of the API stands for; undefined when nothing is there. */
export function apiCallAt(path: string): ApiCallAt | undefined {
  for (const { pattern, methods } of API_PATHS) {
    const item = pattern.exec(path)?.[1];
    if (item !== undefined) return { methods, item };
  }
  return undefined;
}
