import { apiPath } from '../../../mock-provider/index.ts';
import { ITEM, type ApiCall } from '../../model/workflow.ts';
import type { HttpCall } from './http-request-node.ts';

/**
 * What each API call sends beside its method and path. A client that builds a repeated call anew
 * may lose any of it, or encode it twice; so it holds characters that need encoding. In a query
 * that is sent as it is, a plus reads as a blank, and a percent sign with two digits as one letter.
 */
const QUERY = { of: ITEM, fields: 'größe,price + tax & tip', at: '100%25' } as const;
const HEADERS = { 'X-Order': `${ITEM}; priority="1, 2"` } as const;
const BODY = { item: ITEM, note: 'Grüße — 1 + 1 "quoted" & 100 %' } as const;

/** What may differ from one order to the other. */
type Choice = Partial<
  Pick<HttpCall, 'part' | 'method' | 'path' | 'query' | 'headers' | 'body' | 'bodyType'>
>;

/** A call of the API that reads or places an order, and that a client can easily get wrong. */
export const order = ({
  part = '',
  method = 'GET',
  path = part === '' ? apiPath('item', ITEM) : apiPath('part', ITEM, part),
  query = {},
  headers = {},
  body = method === 'GET' ? null : BODY,
  bodyType = 'json',
}: Choice = {}): HttpCall => ({
  part,
  method,
  path,
  query: { ...QUERY, ...query },
  headers: { ...HEADERS, ...headers },
  body,
  bodyType,
});

/** A call of a node that writes its request itself: a path, and nothing else that is chosen. */
export const read = (path: string): ApiCall => ({
  part: '',
  method: 'GET',
  path,
  query: {},
  headers: {},
  body: null,
  bodyType: 'json',
});
