import { shards, type CiTemplate } from './template.ts';

const path = '.gitlab/oauth-chaos.gitlab-ci.yml';

const text = (install: string): string => `.oauth-chaos:
  image: node:24
  rules:
    - if: $CI_PIPELINE_SOURCE == "schedule" || $CI_PIPELINE_SOURCE == "web"
  before_script:
    - ${install}

oauth-chaos:
  extends: .oauth-chaos
  parallel:
    matrix:
      - SHARD: [${shards.map((shard) => `'${shard}'`).join(', ')}]
  timeout: 1 hour
  # What all shards have found is judged once, by oauth-chaos-merge.
  allow_failure: true
  variables:
    OAUTH_CHAOS_CACHE: $CI_PROJECT_DIR/.cache/n8n-oauth-chaos
  # An n8n is 2 GB, and takes minutes to install.
  cache:
    key: n8n-oauth-chaos
    paths: [.cache/n8n-oauth-chaos]
    when: always
  script:
    - npx --no-install oauth-chaos run --shard "$SHARD" --output "shards/\${SHARD%/*}"
  artifacts:
    when: always
    paths: [shards]

oauth-chaos-merge:
  extends: .oauth-chaos
  needs: [oauth-chaos]
  script:
    - npx --no-install oauth-chaos merge shards --output merged --reporter junit
  artifacts:
    when: always
    paths: [merged]
    reports:
      junit: merged/junit.xml
`;

export const gitlab: CiTemplate = {
  path,
  text,
  toDo: `Let .gitlab-ci.yml read it: include: [{ local: '${path}' }]`,
};
