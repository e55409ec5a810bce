import { find, type CoverageTheme } from '../../harness/index.ts';

const { anyFault, fault, named, realm, step } = find;

/** The wire, the clocks, and n8n itself. */
export const outsideFaultRows: readonly CoverageTheme[] = [
  {
    theme: 'clocks',
    rows: [
      {
        what: 'The provider is ahead, or behind',
        by: [fault('clock/provider-ahead'), fault('clock/provider-behind')],
      },
      {
        what: 'n8n is ahead, or behind',
        by: [fault('n8n/clock-ahead'), fault('n8n/clock-behind')],
      },
      { what: 'A minute to a year', by: [named('clock/*-1m'), named('clock/*-1y')] },
      {
        what: 'A jump while a refresh is on its way',
        by: [named('timing/clock-jumps-on-the-wire')],
      },
      {
        what: 'Retry-After as a date',
        by: [
          fault('token/throttled', { toldAs: 'date' }),
          fault('api/throttled', { toldAs: 'date' }),
        ],
      },
      { what: 'An hour passes without waiting for it', by: [step('advance')] },
      {
        what: 'Access tokens that say when they begin and end (JWT)',
        by: [realm({ accessTokenFormat: 'jwt' })],
      },
    ],
  },
  {
    theme: 'wire',
    rows: [
      { what: 'Refused, or reset', by: [fault('wire/reset'), fault('wire/half-close')] },
      { what: 'Never answered', by: [fault('wire/hang')] },
      {
        what: 'Latency, bandwidth, slices',
        by: [fault('wire/latency'), fault('wire/bandwidth'), fault('wire/sliced')],
      },
      { what: 'An idle connection killed', by: [fault('wire/idle-connection-killed')] },
      {
        what: 'Certificates: expired, self-signed, of another host',
        by: [
          fault('tls/certificate-expired'),
          fault('tls/certificate-self-signed'),
          fault('tls/certificate-wrong-host'),
        ],
      },
      { what: 'A proxy that wants a password', by: [fault('wire/proxy-authentication-required')] },
      {
        what: 'Slow name resolution, or none',
        by: [fault('n8n/slow-lookup'), fault('n8n/failed-lookup')],
      },
    ],
  },
  {
    theme: 'n8n',
    rows: [
      {
        what: 'Killed, ended or stopped between commit and save',
        by: [
          named('process/killed-after-commit'),
          named('timing/terminated-after-commit'),
          named('timing/paused-on-the-wire'),
        ],
      },
      { what: 'Killed at another moment', by: [fault('n8n/killed')] },
      {
        what: 'Killed during the callback',
        by: [named('process/killed-during-callback')],
      },
      { what: 'A worker stands still past its lock', by: [named('queue/worker-*')] },
      {
        what: 'The database is locked, slow, read-only or down at the save',
        by: [
          fault('database/locked'),
          fault('database/slow'),
          fault('database/read-only'),
          fault('database/down'),
        ],
      },
      { what: 'Redis is down, or restarted', by: [anyFault('redis/*')] },
      {
        what: 'The credential is edited, connected, disconnected or deleted meanwhile',
        by: [
          fault('operator/edits-scope'),
          fault('operator/reconnects'),
          fault('operator/disconnects'),
          fault('operator/deletes'),
        ],
      },
      {
        what: 'A second process on the same database',
        by: [fault('n8n/second-process'), fault('n8n/execute-command')],
      },
      { what: 'A restart with another encryption key', by: [fault('n8n/other-key')] },
      {
        what: 'An upgrade in mid-run',
        by: [fault('n8n/upgraded')],
      },
      { what: 'An upgrade taken back, with the data from before', by: [fault('n8n/rolled-back')] },
    ],
  },
];
