import type { ApiKind } from '../model/api-kind.ts';
import { json, page, type HttpReply } from '../model/reply.ts';
import { PAGE_PARAMETER, PAGES } from '../wire/api-paths.ts';

/** A call that the API has accepted. */
export interface AcceptedCall {
  readonly method: string;
  /** Address of the call, with its query. */
  readonly url: string;
  /** Id of the item and the part of it. */
  readonly id: string;
  /** The number of the call for it. */
  readonly calls: number;
  /** What belongs to this call alone. */
  readonly receipt: string;
}

type Answer = (call: AcceptedCall) => HttpReply;

const plain: Answer = ({ id, calls, receipt }) => json(200, { id, calls, receipt });

/** A page of a list, and the address of the next one: the same call, of another page. */
const listPage: Answer = ({ id, url, receipt }) => {
  const next = new URL(url);
  const number = Number(next.searchParams.get(PAGE_PARAMETER) ?? 1);
  next.searchParams.set(PAGE_PARAMETER, String(number + 1));
  return json(200, { id, page: number, receipt, next: number < PAGES ? next.href : null });
};

/** A file is read as bytes of whatever kind; when it was sent, the answer tells that. */
const file: Answer = (call) => {
  if (call.method !== 'GET') return plain(call);
  const { id, receipt } = call;
  return page(200, 'application/octet-stream', JSON.stringify({ id, receipt, text: 'Grüße' }));
};

/** The answer of each kind of call to an accepted one, in the form that its callers expect. */
export const API_ANSWERS: Readonly<Record<Exclude<ApiKind, 'microsoft-messages'>, Answer>> = {
  item: plain,
  part: plain,
  instead: plain,
  page: listPage,
  file,
  graphql: ({ id, receipt }) => json(200, { data: { order: { id, receipt } } }),
  'azure-blob': file,
  'databricks-catalog': ({ id, receipt }) => json(200, { name: id, id, receipt }),
  'gitlab-project': plain,
  'mautic-contact': ({ id, receipt }) => json(200, { contact: { id, receipt } }),
  'microsoft-list': ({ id, receipt }) => json(200, { id, displayName: id, receipt }),
  'microsoft-user': ({ id, receipt }) => json(200, { id, displayName: id, receipt }),
  'nextcloud-file': file,
};
