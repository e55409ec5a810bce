import { ITEM, type ApiCall, type BodyType, type RetryOnFail } from '../../model/workflow.ts';
import type { N8nNode } from './nodes.ts';

/** A text with {@link ITEM} in it, as an expression of n8n. */
const asExpression = (text: string): string => `=${text.replaceAll(ITEM, '{{ $json.id }}')}`;

const asParameters = (values: Readonly<Record<string, string>>) =>
  Object.entries(values).map(([name, value]) => ({ name, value: asExpression(value) }));

/** Settings of the node beyond what the call says. */
interface Settings {
  readonly retryOnFail?: RetryOnFail | null;
  /** The options of the node. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Settings of the node beside its parameters. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly position?: readonly [number, number];
}

/** The node HTTP Request with the generic OAuth2 credential, for a call. */
export const httpRequestNode = (
  name: string,
  call: ApiCall,
  { retryOnFail = null, options = {}, settings = {}, position = [660, 0] }: Settings = {},
): N8nNode => ({
  id: name.toLowerCase().replaceAll(' ', '-'),
  name,
  type: 'n8n-nodes-base.httpRequest',
  typeVersion: 4.2,
  position,
  parameters: {
    method: call.method,
    url: asExpression(`{{api}}${call.path}`),
    authentication: 'genericCredentialType',
    genericAuthType: 'oAuth2Api',
    sendQuery: true,
    queryParameters: { parameters: asParameters(call.query) },
    sendHeaders: true,
    headerParameters: { parameters: asParameters(call.headers) },
    ...(call.body === null ? {} : BODY_PARAMETERS[call.bodyType](call.body)),
    options,
  },
  credentials: { oAuth2Api: { id: '{{credentialId}}', name: '{{credentialName}}' } },
  ...(retryOnFail === null
    ? {}
    : {
        retryOnFail: true,
        maxTries: retryOnFail.maxTries,
        waitBetweenTries: retryOnFail.waitMs,
      }),
  ...settings,
});

/** The parameters of HTTP Request for each type of body. */
const BODY_PARAMETERS: Readonly<
  Record<BodyType, (body: Readonly<Record<string, string>>) => Readonly<Record<string, unknown>>>
> = {
  json: (body) => ({
    sendBody: true,
    contentType: 'json',
    specifyBody: 'json',
    jsonBody: asExpression(JSON.stringify(body)),
  }),
  multipart: (body) => ({
    sendBody: true,
    contentType: 'multipart-form-data',
    bodyParameters: {
      parameters: asParameters(body).map((field) => ({ parameterType: 'formData', ...field })),
    },
  }),
};
