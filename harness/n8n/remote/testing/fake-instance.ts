import {
  fakeServer,
  type FakeReply,
  type FakeRequest,
  type FakeServer,
} from '../../rest/testing/fake-server.ts';

interface Thing {
  readonly id: string;
  readonly name: string;
  readonly tags?: readonly string[];
}

/** What stands on a scripted instance; tests look into it and put things there. */
export interface FakeContents {
  readonly workflows: Thing[];
  readonly credentials: Thing[];
  readonly tags: Thing[];
}

export interface FakeInstance extends FakeServer {
  readonly contents: FakeContents;
}

const SETTINGS = {
  versionCli: '2.41.1',
  nodeJsVersion: '24.1.0',
  databaseType: 'sqlite',
  executionMode: 'regular',
  concurrency: -1,
  endpointWebhook: 'webhook',
};
export const ACCOUNT = { email: 'me@example.com', password: 'Right1234' };

export interface FakeInstanceOptions {
  /** Answers before the instance does; undefined lets it answer. */
  readonly first?: (request: FakeRequest) => FakeReply | undefined | Promise<FakeReply | undefined>;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly scopes?: readonly string[];
  readonly contents?: Partial<FakeContents>;
}

/** As much of n8n's REST API as a run touches, on data in memory. */
export async function fakeInstance(options: FakeInstanceOptions = {}): Promise<FakeInstance> {
  const contents: FakeContents = { workflows: [], credentials: [], tags: [], ...options.contents };
  let made = 0;
  let open = false;
  const server = await fakeServer(
    async (request) => (await options.first?.(request)) ?? answer(request),
  );

  function answer(request: FakeRequest): FakeReply {
    const { method, path, headers, body } = request;
    const isIn = headers['cookie'] === 'n8n-auth=in';
    if (path === '/rest/login' && method === 'POST') return logIn(body);
    if (path === '/rest/settings')
      return data({
        userManagement: { showSetupOnFirstLoad: false },
        ...(isIn ? { ...SETTINGS, ...options.settings } : {}),
      });
    if (path.startsWith('/webhook/'))
      return {
        status: 204,
        headers: { 'access-control-allow-methods': open ? 'OPTIONS, POST' : 'OPTIONS' },
      };
    if (!isIn) return { status: 401, body: { message: 'Unauthorized' } };
    if (path === '/rest/login')
      return data({ globalScopes: options.scopes ?? ['tag:create', 'tag:delete'] });
    const [, , kind = '', id] = path.split('/');
    if (kind === 'executions') return data({ results: [] });
    const things = kind in contents ? contents[kind as keyof FakeContents] : undefined;
    if (things === undefined) return { status: 404 };
    if (method === 'POST' && id === undefined) return create(things, body);
    if (method === 'GET' && id === undefined) return data(list(kind, things, request));
    if (path.endsWith('activate')) open = path.endsWith('/activate');
    const at = things.findIndex((thing) => thing.id === id);
    if (at === -1) return { status: 404, body: { message: 'Not found' } };
    if (method === 'DELETE') things.splice(at, 1);
    return data({ id, versionId: 'v1' });
  }

  function create(things: Thing[], body: unknown): FakeReply {
    const { name, tags } = body as { name: string; tags?: readonly string[] };
    const thing = { id: `id${(made += 1)}`, name, ...(tags === undefined ? {} : { tags }) };
    things.push(thing);
    return data({ ...thing, versionId: 'v1' });
  }

  function list(kind: string, things: readonly Thing[], { query }: FakeRequest): unknown {
    const wanted =
      query.get('filter') === null
        ? ''
        : (JSON.parse(query.get('filter') ?? '') as { name: string }).name;
    const found = things.filter(({ name }) => name.toLowerCase().includes(wanted.toLowerCase()));
    if (kind === 'tags')
      return found.map((tag) => ({
        ...tag,
        usageCount: contents.workflows.filter(({ tags }) => tags?.includes(tag.id)).length,
      }));
    return found.map((thing) => ({
      ...thing,
      ...(kind === 'workflows'
        ? { tags: contents.tags.filter(({ id }) => thing.tags?.includes(id)) }
        : {}),
    }));
  }

  return { ...server, contents, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

function logIn(body: unknown): FakeReply {
  const { password } = body as { password: string };
  if (password !== ACCOUNT.password)
    return {
      status: 401,
      body: { code: 401, message: 'Wrong username or password. Do you have caps lock on?' },
    };
  return { headers: { 'set-cookie': 'n8n-auth=in; HttpOnly' }, body: { data: { id: 'u1' } } };
}

const data = (content: unknown): FakeReply => ({ body: { data: content } });
