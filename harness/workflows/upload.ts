import { z } from 'zod';
import { apiPath } from '../../mock-provider/index.ts';
import { FILE_NAME, ITEM } from '../model/workflow.ts';
import { defineWorkflow } from '../plan/define-workflow.ts';
import { httpRequestNode } from './parts/http-request-node.ts';
import { BINARY, builtIn, chain, set, SPLIT_OUT } from './parts/nodes.ts';
import { itemsOption, retryOf, retryOnFailOption } from './parts/options.ts';
import { order } from './parts/order.ts';
import { planOf } from './parts/plan.ts';

const API_NODE = 'Upload';
const TEXT = `Grüße — the file of ${ITEM}: 1 + 1 "quoted" & 100 %`;

const CONTENT = set(
  'Content',
  `=${JSON.stringify({ content: TEXT.replaceAll(ITEM, '{{ $json.id }}') })}`,
  [440, 0],
);

/** Makes a file of the text. n8n 2 keeps it on disk, and sends it as a stream. */
const FILE = builtIn('File', 'convertToFile', 1.1, [550, 0], {
  operation: 'toText',
  sourceProperty: 'content',
  binaryPropertyName: BINARY,
  options: { fileName: FILE_NAME },
});

/** A file for each item, sent by HTTP Request. */
export default defineWorkflow({
  name: 'upload',
  summary: 'Convert to File makes a file for each item; HTTP Request uploads it.',
  options: z.strictObject({
    items: itemsOption,
    as: z
      .enum(['file', 'multipart-file'])
      .default('file')
      .describe('file: the file is the body; multipart-file: it is a part of a form'),
    retryOnFail: retryOnFailOption,
  }),
  build({ items, as, ...options }) {
    const retryOnFail = retryOf(options.retryOnFail);
    const call = order({
      method: 'POST',
      path: apiPath('file', ITEM),
      body: { file: TEXT },
      bodyType: as,
    });
    return planOf({
      template: 'upload',
      items,
      apiNodes: [{ name: API_NODE, calls: [call] }],
      retryOnFail,
      nodes: [
        CONTENT,
        FILE,
        httpRequestNode(API_NODE, call, {
          id: `$('${SPLIT_OUT.name}').item.json.id`,
          retryOnFail,
        }),
      ],
      edges: chain(SPLIT_OUT.name, CONTENT.name, FILE.name, API_NODE),
    });
  },
});
