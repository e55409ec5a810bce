import type { ApiKind } from '../model/api-kind.ts';

interface ApiPath {
  /**
   * Below the API; `:item` is the id of an item, `:part` a part of it, `*` whatever follows. Where
   * new items are found out there is no id.
   */
  readonly path: string;
  readonly methods: readonly string[];
}

/** A path of the API for each kind, for the provider and whoever calls it. */
const API_PATHS: Readonly<Record<ApiKind, ApiPath>> = {
  item: { path: '/items/:item', methods: ['GET', 'POST', 'PUT'] },
  part: { path: '/items/:item/:part', methods: ['GET', 'POST', 'PUT'] },
  // After `/-/` stands the address of which the provider has taken the place.
  instead: {
    path: '/items/:item/:part/-/*',
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
  },
  page: { path: '/pages/:item', methods: ['GET'] },
  file: { path: '/files/:item', methods: ['GET', 'POST', 'PUT'] },
  graphql: { path: '/graphql/:item', methods: ['POST'] },
  'azure-blob': { path: '/azure/oauth-chaos/:item', methods: ['GET'] },
  'databricks-catalog': { path: '/2.1/unity-catalog/catalogs/:item', methods: ['GET'] },
  'gitlab-project': { path: '/v4/projects/oauth-chaos%2F:item', methods: ['GET'] },
  'mautic-contact': { path: '/contacts/:item', methods: ['GET'] },
  'microsoft-list': { path: '/graph/v1.0/me/todo/lists/:item', methods: ['GET'] },
  'microsoft-messages': { path: '/graph/v1.0/me/messages', methods: ['GET'] },
  'microsoft-user': {
    path: '/graph/v1.0/users/:item%40oauth-chaos.example',
    methods: ['GET'],
  },
  'nextcloud-file': { path: '/remote.php/webdav/:item', methods: ['GET', 'PUT'] },
};

/** Number of pages that each list has. */
export const PAGES = 3;

/** Parameter of the query that names a page, from 1. Without it the first one is meant. */
export const PAGE_PARAMETER = 'page';

/** The path below the API for an item. */
export const apiPath = (kind: ApiKind, item: string, part = ''): string =>
  API_PATHS[kind].path.replace(':item', item).replace(':part', part);

const PATTERNS = Object.entries(API_PATHS).map(([kind, { path, methods }]) => ({
  kind: kind as ApiKind,
  methods,
  // A path may have @ as it is (RFC 3986 §3.3), and not every version of a client encodes it.
  pattern: new RegExp(
    `^/api${path.replaceAll('.', '\\.').replace('%40', '(?:%40|@)').replace(':item', '([^/]+)').replace(':part', '([^/]+)').replace('*', '.*')}$`,
  ),
}));

/** A call of the API, as its address tells. */
export interface ApiAddress {
  readonly kind: ApiKind;
  readonly methods: readonly string[];
  /** Id of the item, still percent-encoded; empty where new items are found out. */
  readonly item: string;
  /** Which part of the item it is about: empty for the whole of it, and for its first page. */
  readonly part: string;
}

/** What a path of the API stands for; undefined when nothing is there. */
export function apiAddressOf(path: string, query: string): ApiAddress | undefined {
  for (const { kind, methods, pattern } of PATTERNS) {
    const found = pattern.exec(path);
    if (found === null) continue;
    const [, item = '', part = ''] = found;
    if (kind !== 'page') return { kind, methods, item, part };
    const page = new URLSearchParams(query).get(PAGE_PARAMETER) ?? '1';
    return { kind, methods, item, part: page === '1' ? '' : page };
  }
  return undefined;
}
