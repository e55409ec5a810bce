import type { ApiCall, BodyType, RetryOnFail } from '../../model/workflow.ts';
import { apiNode, asExpression, retrySettings } from './api-node.ts';
import { BINARY, type N8nNode } from './nodes.ts';

/** A call as HTTP Request can make it. */
export type HttpCall = ApiCall & { readonly bodyType: Exclude<BodyType, 'graphql'> };

/** Settings of the node beyond what the call says. */
export interface NodeSettings {
  /** Expression for the id of the item; default: the member `id` of what the node gets. */
  readonly id?: string;
  readonly retryOnFail?: RetryOnFail | null;
  /** The options of the node. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Settings of the node beside its parameters. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly position?: readonly [number, number];
  /** The type of its credential; default: the generic one. */
  readonly credentialType?: string;
}

/** The node HTTP Request with the generic OAuth2 credential, for a call. */
export const httpRequestNode = (
  name: string,
  call: HttpCall,
  {
    id = '$json.id',
    retryOnFail = null,
    options = {},
    settings = {},
    position,
    credentialType = 'oAuth2Api',
  }: NodeSettings = {},
): N8nNode => {
  const { method, path, query, headers, body, bodyType } = call;
  return {
    ...apiNode(
      name,
      'httpRequest',
      4.2,
      {
        method,
        url: asExpression(`{{api}}${path}`, id),
        ...(credentialType === 'oAuth2Api'
          ? { authentication: 'genericCredentialType', genericAuthType: credentialType }
          : { authentication: 'predefinedCredentialType', nodeCredentialType: credentialType }),
        sendQuery: true,
        queryParameters: { parameters: asParameters(query, id) },
        sendHeaders: true,
        headerParameters: { parameters: asParameters(headers, id) },
        ...(body === null ? {} : BODY_PARAMETERS[bodyType](body, id)),
        options,
      },
      credentialType,
    ),
    ...retrySettings(retryOnFail),
    ...(position === undefined ? {} : { position }),
    ...settings,
  };
};

const asParameters = (values: Readonly<Record<string, string>>, id: string) =>
  Object.entries(values).map(([name, value]) => ({ name, value: asExpression(value, id) }));

type Parameters = Readonly<Record<string, unknown>>;

/**
 * The parameters of HTTP Request for each type of body. A file is in the binary data of the item.
 */
const BODY_PARAMETERS: Readonly<
  Record<HttpCall['bodyType'], (body: Readonly<Record<string, string>>, id: string) => Parameters>
> = {
  json: (body, id) => ({
    sendBody: true,
    contentType: 'json',
    specifyBody: 'json',
    jsonBody: asExpression(JSON.stringify(body), id),
  }),
  multipart: (body, id) => ({
    sendBody: true,
    contentType: 'multipart-form-data',
    bodyParameters: {
      parameters: asParameters(body, id).map((field) => ({ parameterType: 'formData', ...field })),
    },
  }),
  file: () => ({
    sendBody: true,
    contentType: 'binaryData',
    inputDataFieldName: BINARY,
  }),
  'multipart-file': (body) => ({
    sendBody: true,
    contentType: 'multipart-form-data',
    bodyParameters: {
      parameters: Object.keys(body).map((name) => ({
        parameterType: 'formBinaryData',
        name,
        inputDataFieldName: BINARY,
      })),
    },
  }),
};
