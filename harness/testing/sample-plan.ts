import type { WorkflowPlan } from '../model/workflow.ts';
import httpRequest from '../workflows/http-request.ts';

/** The workflow that scenarios use, so that drivers are tested with the same input as in a run. */
export const samplePlan = (
  options: { readonly method?: 'GET' | 'POST'; readonly items?: number } = {},
): WorkflowPlan => httpRequest.build(httpRequest.options.parse(options));

/** The one node of it that calls the API. */
export const API_NODE = samplePlan().apiNodes[0]?.name ?? '';
