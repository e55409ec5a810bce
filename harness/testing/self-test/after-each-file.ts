import { afterAll } from 'vitest';
import { closeSharedProvider } from '../shared-provider.ts';

/**
 * Files of the self-test share what they import, so only the first one in a process would close
 * the provider by importing it.
 */
afterAll(closeSharedProvider);
