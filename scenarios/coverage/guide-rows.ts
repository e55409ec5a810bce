import { find, type CoverageSection } from '../../harness/index.ts';

const {
  fault,
  guide,
  ladderOfRemedies,
  named,
  remedy,
  step,
  template,
  workflow,
  workflowsOnOneCredential,
} = find;

/** What a guide for users of n8n lists: causes with their fixes, and its other advice. */
export const guideRows: CoverageSection = {
  section: 'What guides for users say',
  themes: [
    {
      theme: 'causes and fixes',
      rows: [
        {
          what: 'No refresh token was ever issued: connect the account again',
          by: [guide('Refresh token missing'), fault('refresh-token/missing')],
        },
        {
          what: 'The refresh token was revoked: delete the credential and make it anew',
          by: [guide('Refresh token revoked', 'Delete')],
        },
        {
          what: 'The same, without deleting it: is a reconnect enough?',
          by: [guide('Refresh token revoked', 'without deleting')],
        },
        {
          what: 'The scope no longer fits: edit the scope and connect again',
          by: [guide('Scope mismatch', 'connect again'), remedy('edit-scope')],
        },
        {
          what: 'A scope is refused on refresh',
          by: [guide('Scope mismatch', 'Correct'), fault('scope/invalid-scope')],
        },
        {
          what: 'A clock is off, on either side: synchronise it',
          by: [guide('Clock drift'), remedy('sync-clock')],
        },
        {
          what: 'The token endpoint limits the rate: Retry On Fail on the node',
          by: [guide('Token endpoint rate limit', 'Retry On Fail'), remedy('retry-on-fail')],
        },
        {
          what: 'A daily quota is used up: wait until it refills',
          by: [guide('Token endpoint rate limit', 'quota'), fault('token/daily-quota')],
        },
        {
          what: 'Refresh tokens rotate: the new one is stored by itself',
          by: [guide('Rotation')],
        },
        {
          what: 'Connecting again in the real editor, through a browser',
          by: [remedy('reconnect-in-editor'), step('connect-in-editor')],
        },
        {
          what: 'Which of all remedies is the lightest that helps, for each cause',
          by: [ladderOfRemedies],
        },
      ],
    },
    {
      theme: 'other advice',
      rows: [
        {
          what: 'Three tries, five seconds apart, from the start',
          by: [workflow({ retryOnFail: { maxTries: 3, wait: '5s' } })],
        },
        {
          what: 'A step that posts to the token endpoint itself and hands the token on',
          by: [template('code-token')],
        },
        {
          what: 'A switch for automatic refresh in the credential',
          elsewhere:
            'No credential type that templates use has one; its fields are set one by one in `credential/`.',
        },
        {
          what: 'The client secret as an expression of an environment variable',
          by: [
            named('credential/secret-from-variable*'),
            named('credential/fields-as-expressions'),
          ],
        },
        {
          what: 'An error workflow tells of a failure',
          by: [template('error-workflow')],
        },
        {
          what: 'Logs, a webhook and other witnesses after a failure',
          elsewhere:
            'Every scenario reads executions, alarms and logs; the checkers `failure-is-visible` and `failure-text-helps` judge them. A sink for Sentry is not there.',
        },
        {
          what: 'A checklist before going live',
          elsewhere:
            'The command `doctor` looks over a running instance, an export or a database; each of its checks (harness/doctor/README.md) names the scenario that shows it.',
        },
        {
          what: 'An account is connected again beside the running workflows',
          by: [fault('operator/reconnects'), step('connect')],
        },
        {
          what: 'Several workflows share one credential',
          by: [workflowsOnOneCredential(2)],
        },
      ],
    },
  ],
};
