import { test } from 'vitest';
import { betterClientRuns, passes } from './better-client-runs.ts';

test.concurrent.each(await betterClientRuns(1))('the better client %s passes %s', passes);
