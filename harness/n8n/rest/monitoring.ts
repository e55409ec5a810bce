import { z } from 'zod';
import type { Monitoring } from '../../model/monitoring.ts';
import type { RestClient } from './rest-client.ts';

/** The part of n8n's public settings that says what the licence allows. */
const settingsSchema = z.object({
  enterprise: z.object({ logStreaming: z.boolean() }).partial().optional(),
});

/**
 * What an n8n shows to monitoring over HTTP.
 * @param settings with which it was started
 */
export const restMonitoring = (
  rest: RestClient,
  settings: Readonly<Record<string, string>>,
): Monitoring => ({
  settings,
  async readMetrics(signal) {
    const { status, text } = await rest.send({
      method: 'GET',
      path: '/metrics',
      doing: "read n8n's metrics",
      signal,
    });
    // Without N8N_METRICS n8n answers with its editor.
    return status === 200 && text.startsWith('# ') ? text : undefined;
  },
  async mayStreamLogs(signal) {
    const { enterprise } = await rest.call(settingsSchema, {
      method: 'GET',
      path: '/rest/settings',
      doing: "read n8n's settings",
      signal,
    });
    return enterprise?.logStreaming;
  },
});
