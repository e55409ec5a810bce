import { consoleUrl } from '../control/console-url.ts';
import type { ProviderOptions } from './provider-options.ts';
import type { ProviderPlan, StandaloneProvider } from './provider-plan.ts';

/**
 * Everything that the user has to paste somewhere, under the names that n8n's credential dialog
 * uses.
 */
export function providerPage(
  { state }: ProviderPlan,
  { realm, client, control }: StandaloneProvider,
): readonly string[] {
  return [
    `The provider is up with realm '${realm.name}'. For an OAuth2 API credential in n8n (Grant Type: Authorization Code):`,
    '',
    ...aligned([
      ['Authorization URL', realm.authorizationUrl],
      ['Access Token URL', realm.tokenUrl],
      ['Client ID', client.id],
      ['Client Secret', client.secret],
      ['Scope', realm.policy.scopes],
      ['API URL', `${realm.apiUrl}/items/1`],
    ]).map((line) => `  ${line}`),
    '',
    ...aligned([
      ...(control.console ? [['Console', consoleUrl(control)] as const] : []),
      ['Control API', control.url],
      ['Control token', control.token ?? 'none asked for'],
      ['Operations', `${control.url}/openapi.json`],
      ['Faults in force', realm.faults.map(({ id }) => id).join(', ') || 'none'],
    ]),
    '',
    state === undefined
      ? 'Ctrl-C stops it; everything it knows is then forgotten.'
      : `Ctrl-C stops it; what it knows is kept in ${state.file}.`,
  ];
}

const isLoopback = (host: string): boolean => /^(localhost|127(\.\d+){3}|::1)$/i.test(host);

/** Warnings for the user that do not keep the provider from starting. */
export function providerWarnings(
  { host, name }: ProviderPlan,
  { control, goesOn }: StandaloneProvider,
  options: ProviderOptions,
): readonly string[] {
  const open = control.token === undefined;
  const idle = goesOn
    ? (['preset', 'variant', 'policy', 'fault', 'seed'] as const).filter(
        (option) => options[option] !== undefined,
      )
    : [];
  return [
    ...(isLoopback(host)
      ? []
      : [
          `WARNING: the provider listens on ${host}: everybody who reaches this machine there can get tokens from it${open ? ' AND CONTROL IT' : ''}. Use it in a network you trust, and never with real data.`,
        ]),
    ...(open
      ? [
          'WARNING: the control API asks for no token: every program that reaches the provider can control it.',
        ]
      : []),
    ...(idle.length > 0
      ? [
          `WARNING: realm '${name}' goes on as the state file has it; ${idle.map((option) => `--${option}`).join(', ')} would be for a new one.`,
        ]
      : []),
  ];
}

/** Labels and their texts, in two aligned columns. */
function aligned(rows: readonly (readonly [label: string, text: string])[]): readonly string[] {
  const width = Math.max(...rows.map(([label]) => label.length));
  return rows.map(([label, text]) => `${label.padEnd(width)}  ${text}`.trimEnd());
}
