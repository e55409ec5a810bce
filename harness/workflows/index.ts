import azureStorage from './azure-storage.ts';
import batching from './batching.ts';
import codeToken from './code-token.ts';
import databricks from './databricks.ts';
import download from './download.ts';
import errorWorkflow from './error-workflow.ts';
import fullResponse from './full-response.ts';
import gitlab from './gitlab.ts';
import graphql from './graphql.ts';
import httpRequest from './http-request.ts';
import idempotencyKey from './idempotency-key.ts';
import loop from './loop.ts';
import manual from './manual.ts';
import mautic from './mautic.ts';
import microsoftEntra from './microsoft-entra.ts';
import microsoftToDo from './microsoft-to-do.ts';
import nextcloud from './nextcloud.ts';
import onError from './on-error.ts';
import pagination from './pagination.ts';
import pollingTrigger from './polling-trigger.ts';
import schedule from './schedule.ts';
import subWorkflow from './sub-workflow.ts';
import twoBranches from './two-branches.ts';
import twoNodes from './two-nodes.ts';
import upload from './upload.ts';

/**
 * Every workflow template; `use` in a scenario names one. To add one, add a file and an entry here.
 */
export const workflows = [
  httpRequest,
  azureStorage,
  batching,
  codeToken,
  databricks,
  download,
  errorWorkflow,
  fullResponse,
  gitlab,
  graphql,
  idempotencyKey,
  loop,
  manual,
  mautic,
  microsoftEntra,
  microsoftToDo,
  nextcloud,
  onError,
  pagination,
  pollingTrigger,
  schedule,
  subWorkflow,
  twoBranches,
  twoNodes,
  upload,
] as const;
