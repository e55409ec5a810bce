/** Where the first scenario of a user's own stands. */
export const FIRST_SCENARIO = 'chaos/scenarios/mine/expired-before-eight-items.yaml';

/** The first scenario of a user's own. */
export const scenarioTemplate = `# A scenario of your own. Its name is its path below scenarios/, without the ending.
# Faults: oauth-chaos list faults; all keys: oauth-chaos schema scenario
name: mine/expired-before-eight-items
title: Eight items meet one expired access token
why: A batch of orders starts a minute after the token has expired; none may be lost or sent twice.
workflows:
  main: { use: http-request, items: 8 }
plan:
  - { do: execute }
  - { do: inject, fault: access-token/expired }
  - { do: execute }
  - { do: heal }
  - { do: observe, for: 5s }
expect: { recovery: unaffected }
`;
