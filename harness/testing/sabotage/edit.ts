/** One mistake in n8n's own code, as an engineer could really make it. */
export interface Edit {
  readonly name: string;
  /** What goes wrong for a user, in one sentence. */
  readonly harm: string;
  /** Path below the folder in which n8n is installed. */
  readonly file: string;
  /** Text that the file contains exactly once. */
  readonly search: string;
  readonly replace: string;
  /** Where the mistake matters; one process on SQLite by default. */
  readonly topology?: 'single' | 'postgres' | 'queue';
  /** Scenarios that come near the edited code, for `--narrow`. */
  readonly near: readonly string[];
}

const CORE = 'node_modules/n8n-core/dist';
const HELPERS = `${CORE}/execution-engine/node-execution-context/utils/request-helpers`;
const CLIENT = 'node_modules/@n8n/client-oauth2/dist';
const CLI = 'node_modules/n8n/dist';
const NODES = 'node_modules/n8n-nodes-base/dist/nodes';

/** The files of n8n 2.41.1 that refresh, connect, save, and use the tokens. */
export const FILES = {
  oauth: `${HELPERS}/oauth.js`,
  client: `${CLIENT}/client-oauth2.js`,
  clientToken: `${CLIENT}/client-oauth2-token.js`,
  clientUtils: `${CLIENT}/utils.js`,
  codeFlow: `${CLIENT}/code-flow.js`,
  credentialsFlow: `${CLIENT}/credentials-flow.js`,
  authentication: `${HELPERS}/authentication.js`,
  pagination: `${HELPERS}/pagination.js`,
  lease: 'node_modules/@n8n/backend-common/dist/locking/single-flight-lease.js',
  redisLock: `${CLI}/scaling/redis-lock.service.js`,
  callback: `${CLI}/controllers/oauth/oauth2-credential.controller.js`,
  oauthService: `${CLI}/oauth/oauth.service.js`,
  oauthTypes: `${CLI}/oauth/types.js`,
  credentialsHelper: `${CLI}/credentials-helper.js`,
  credentialsService: `${CLI}/credentials/credentials.service.js`,
  credentials: `${CORE}/credentials.js`,
  cipher: `${CORE}/encryption/aes-256-cbc.js`,
  workflowExecute: `${CORE}/execution-engine/workflow-execute.js`,
  declarative: `${CORE}/execution-engine/routing-node.js`,
  poll: `${CORE}/execution-engine/poll-trigger-executor.js`,
  subWorkflow: `${CLI}/workflow-execute-additional-data.js`,
  errorWorkflow: `${CLI}/execution-lifecycle/execute-error-workflow.js`,
  httpRequest: `${NODES}/HttpRequest/V3/HttpRequestV3.node.js`,
} as const;
