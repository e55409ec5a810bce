/** The CI systems for which `init` writes a file. */
export const CI_SYSTEMS = ['github', 'gitlab', 'kubernetes'] as const;
export type CiSystem = (typeof CI_SYSTEMS)[number];

/** A file for a CI system, and what is left to do about it. */
interface CiTemplate {
  readonly path: string;
  /** @param install the command that installs the harness in a checkout */
  readonly text: (install: string) => string;
  readonly toDo?: string;
}

const RUN = 'npx --no-install oauth-chaos run --output reports/runs/ci';

const github = (install: string): string => `name: oauth-chaos
on:
  workflow_dispatch:
  schedule:
    - cron: '17 3 * * *'
permissions:
  contents: read
jobs:
  oauth-chaos:
    runs-on: ubuntu-latest
    timeout-minutes: 60
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 24
      # An n8n is 2 GB, and takes minutes to install.
      - uses: actions/cache@v4
        with:
          path: ~/.cache/n8n-oauth-chaos
          key: n8n-oauth-chaos-\${{ runner.os }}
      - run: ${install}
      - run: ${RUN}
      - uses: actions/upload-artifact@v4
        if: always()
        with:
          name: oauth-chaos
          path: |
            reports/runs/ci
            reports/junit.xml
`;

const gitlab = (install: string): string => `oauth-chaos:
  image: node:24
  timeout: 1 hour
  rules:
    - if: $CI_PIPELINE_SOURCE == "schedule" || $CI_PIPELINE_SOURCE == "web"
  variables:
    # An n8n is 2 GB, and takes minutes to install.
    OAUTH_CHAOS_CACHE: $CI_PROJECT_DIR/.cache/n8n-oauth-chaos
  cache:
    key: n8n-oauth-chaos
    paths: [.cache/n8n-oauth-chaos]
  script:
    - ${install}
    - ${RUN}
  artifacts:
    when: always
    paths: [reports/runs/ci]
    reports:
      junit: reports/junit.xml
`;

const kubernetes = (
  install: string,
): string => `# The folder of the configuration comes as a volume; for one without folders of its own:
#   kubectl create configmap oauth-chaos --from-file=package.json --from-file=oauth-chaos.config.mts
apiVersion: batch/v1
kind: Job
metadata:
  name: oauth-chaos
spec:
  backoffLimit: 0
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: oauth-chaos
          image: node:24
          command: ['sh', '-c', 'cp -rL /config/. /work && cd /work && ${install} && ${RUN}']
          resources:
            requests: { cpu: '2', memory: 4Gi }
          volumeMounts:
            - { name: config, mountPath: /config }
            - { name: work, mountPath: /work }
      volumes:
        - name: config
          configMap: { name: oauth-chaos }
        - name: work
          emptyDir: {}
`;

export const ciTemplates: Readonly<Record<CiSystem, CiTemplate>> = {
  github: { path: '.github/workflows/oauth-chaos.yml', text: github },
  gitlab: {
    path: '.gitlab/oauth-chaos.gitlab-ci.yml',
    text: gitlab,
    toDo: "Let .gitlab-ci.yml read it: include: [{ local: '.gitlab/oauth-chaos.gitlab-ci.yml' }]",
  },
  kubernetes: { path: 'oauth-chaos.job.yaml', text: kubernetes },
};
