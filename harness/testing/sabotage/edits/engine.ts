import { FILES, type Edit } from '../edit.ts';

/** What nodes and the engine around them make of a call. */
export const engineEdits: readonly Edit[] = [
  {
    name: 'posts-not-repeated-after-a-refresh',
    harm: 'After each expiry the first order fails, because every body is taken for a stream that is used up.',
    file: FILES.oauth,
    search: 'value instanceof stream_1.Stream;',
    replace: "(typeof value === 'object' && value !== null);",
    near: ['workflow/two-nodes', 'rotation/concurrent-refresh-items'],
  },
  {
    name: 'never-error-never-refreshes',
    harm: 'With Never Error the refusal of an expired token is the result, from the first expiry on.',
    file: FILES.oauth,
    search: `            requestOptions.simple === false &&
            shouldRefreshToken(response.statusCode)) {`,
    replace: `            requestOptions.simple !== false &&
            shouldRefreshToken(response.statusCode)) {`,
    near: ['workflow/pagination-*', 'workflow/full-response'],
  },
  {
    name: 'helper-forgets-the-generic-credential',
    harm: 'HTTP Request with Pagination and the generic OAuth2 credential calls without a token.',
    file: FILES.authentication,
    search: "        if (credentialsType === 'oAuth2Api' || parentTypes.includes('oAuth2Api')) {",
    replace: "        if (parentTypes.includes('oAuth2Api')) {",
    near: ['workflow/pagination-*'],
  },
  {
    name: 'refused-page-asked-for-again',
    harm: 'A page that is refused is asked for again at once until n8n stops, and the cause is not told.',
    file: FILES.pagination,
    search: 'tempResponseData.statusCode < 200 || tempResponseData.statusCode >= 300',
    replace: 'tempResponseData.statusCode < 200 || tempResponseData.statusCode >= 500',
    near: ['workflow/pagination-*'],
  },
  {
    name: 'page-counted-before-its-request',
    harm: 'A list that is read by the number of the page begins with the second one.',
    file: FILES.pagination,
    search: '        $pageCount: 0,',
    replace: '        $pageCount: 1,',
    near: ['workflow/pagination-*'],
  },
  {
    name: 'batches-without-a-pause',
    harm: 'The pause between batches is not kept, and an API that counts calls refuses them.',
    file: FILES.httpRequest,
    search: '                        await (0, sleep_1.sleep)(batchInterval);',
    replace: '                        void (0, sleep_1.sleep)(batchInterval);',
    near: ['workflow/batching', 'workflow/batching-within-a-limit'],
  },
  {
    name: 'retried-node-stays-failed',
    harm: 'The second try does all the work, the execution is red, and whoever repeats it does it twice.',
    file: FILES.workflowExecute,
    search: `                            if (tryIndex !== 0) {
                                executionError = undefined;`,
    replace: '                            if (tryIndex !== 0) {',
    near: ['guide/rate-limit-with-retry', 'resource/one-item-retried'],
  },
  {
    name: 'failed-items-leave-by-no-output',
    harm: 'With On Error the items that failed are gone, and the branch that should repair them gets none.',
    file: FILES.workflowExecute,
    search: '        nodeSuccessData[mainOutputTypes.length - 1] = errorItems;',
    replace: '        nodeSuccessData[mainOutputTypes.length] = errorItems;',
    near: ['workflow/on-error-*'],
  },
  {
    name: 'alarm-starts-the-failed-workflow',
    harm: 'The error workflow of the operator is never started, so nobody hears of a dead account.',
    file: FILES.errorWorkflow,
    search: 'workflowExecutionService.executeErrorWorkflow(errorWorkflow, ',
    replace: 'workflowExecutionService.executeErrorWorkflow(workflowId, ',
    near: ['workflow/error-workflow'],
  },
  {
    name: 'failed-sub-workflow-looks-like-success',
    harm: 'The workflow that executed another one is green although nothing was done.',
    file: FILES.subWorkflow,
    search: "    if (data.finished === true || data.status === 'waiting') {",
    replace: "    if (data.finished === true || data.status !== 'canceled') {",
    near: ['workflow/sub-workflow*'],
  },
  {
    name: 'failed-poll-not-told',
    harm: 'A trigger with a dead account finds nothing any more, and there is no failed execution to see.',
    file: FILES.poll,
    search: '                    pollFunctions.__emitError(error);',
    replace: "                    this.logger.debug('Poll failed', { error });",
    near: ['workflow/polling-trigger*'],
  },
  {
    name: 'declarative-node-asks-for-the-first-item-only',
    harm: 'A node without code of its own reads the same thing for every item.',
    file: FILES.declarative,
    search:
      "this.getRequestOptionsFromParameters(itemContext[itemIndex].thisArgs, property, itemIndex, runIndex, '', {",
    replace:
      "this.getRequestOptionsFromParameters(itemContext[itemIndex].thisArgs, property, 0, runIndex, '', {",
    near: ['workflow/microsoft-entra', 'workflow/azure-storage'],
  },
  {
    name: 'lock-not-renewed',
    harm: 'A refresh that is slow outlives its lock, and a second worker spends the same token.',
    file: FILES.redisLock,
    search: '            }, Math.max(1, Math.floor(lease / 3)));',
    replace: '            }, Math.max(1, Math.floor(lease * 3)));',
    near: ['queue/refresh-slower-than-lock'],
    topology: 'queue',
  },
  {
    name: 'no-refresh-without-the-lock',
    harm: 'While Redis is away, or a lock has been left behind, no execution gets past its expiry.',
    file: FILES.lease,
    search: '            return await fn(new AbortController().signal);',
    replace: '            throw error;',
    near: ['queue/redis-*', 'queue/worker-*'],
    topology: 'queue',
  },
];
