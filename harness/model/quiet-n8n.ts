/**
 * Settings that keep n8n from contacting outside services: no telemetry, no update check, no
 * template or banner download, no licence renewal; and from what falls over workflows that come and
 * go, as they do here. Every n8n that the harness starts gets them, also for the first start after
 * an installation.
 */
export const QUIET_N8N = {
  N8N_DIAGNOSTICS_ENABLED: 'false',
  N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
  N8N_TEMPLATES_ENABLED: 'false',
  N8N_PERSONALIZATION_ENABLED: 'false',
  N8N_HIRING_BANNER_ENABLED: 'false',
  N8N_DYNAMIC_BANNERS_ENABLED: 'false',
  N8N_COMMUNITY_PACKAGES_ENABLED: 'false',
  N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
  // It keeps the events of a workflow that was deleted before they were saved, fails on them for
  // ever, and then tries to save all of them again at the end of every execution.
  N8N_DISABLED_MODULES: 'insights',
} as const;
