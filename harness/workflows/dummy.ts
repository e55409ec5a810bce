import { z } from 'zod';
import { defineWorkflow } from '../plan/define-workflow.ts';
import httpRequest from './http-request.ts';

export default defineWorkflow({
  name: 'dummy',
  summary: 'The same as http-request, with nothing to choose.',
  options: z.strictObject({}),
  build: () => httpRequest.build(httpRequest.options.parse({})),
});
