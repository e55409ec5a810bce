import { SHARDS, type CiTemplate } from './template.ts';

const path = 'oauth-chaos.job.yaml';

/** What a pod does first. */
const begin = (install: string): string => `cp -rL /config/. /work
              cd /work
              ${install}`;

const filesFor = (install: string): string =>
  ['package.json', ...(install === 'npm ci' ? ['package-lock.json'] : []), 'oauth-chaos.config.mts']
    .map((file) => `--from-file=${file}`)
    .join(' ');

/** What begins the pod of either job; the rest of its container follows. */
const CONTAINER = `      restartPolicy: Never
      containers:
        - name: oauth-chaos
          image: node:24
`;

const MOUNTS = `          volumeMounts:
            - { name: config, mountPath: /config }
            - { name: work, mountPath: /work }
            - { name: shards, mountPath: /shards }
      volumes:
        - name: config
          configMap: { name: oauth-chaos }
        - name: work
          emptyDir: {}
        - name: shards
          persistentVolumeClaim: { claimName: oauth-chaos-shards }
`;

const head = (
  install: string,
): string => `# The folder of the configuration comes as a volume; for one without folders of its own:
#   kubectl create configmap oauth-chaos ${filesFor(install)}
# The verdict is that of the second job, whose log and exit code are those of the whole run:
#   kubectl apply -f ${path}
#   kubectl logs --follow --pod-running-timeout=1h job/oauth-chaos-merge
#   kubectl wait --for=condition=complete --timeout=1m job/oauth-chaos-merge
# Before the next run: kubectl delete -f ${path}
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: oauth-chaos-shards
spec:
  # ReadWriteOnce will do where all pods are on one node.
  accessModes: [ReadWriteMany]
  resources:
    requests: { storage: 1Gi }
---
`;

const shardJob = (install: string): string => `apiVersion: batch/v1
kind: Job
metadata:
  name: oauth-chaos
spec:
  completionMode: Indexed
  completions: ${SHARDS}
  parallelism: ${SHARDS}
  # A shard that fails is not tried again, and leaves the others alone (Kubernetes 1.29 or newer).
  backoffLimitPerIndex: 0
  activeDeadlineSeconds: 3600
  template:
    spec:
${CONTAINER}          env:
            # As many as completions; JOB_COMPLETION_INDEX comes from Kubernetes.
            - { name: OAUTH_CHAOS_SHARDS, value: '${SHARDS}' }
          command: [sh, -ec]
          args:
            - |
              trap 'touch "/shards/$JOB_COMPLETION_INDEX.ended"' EXIT
              ${begin(install)}
              npx --no-install oauth-chaos run --shard auto --reporter "blob=/shards/$JOB_COMPLETION_INDEX.blob.zst"
          resources:
            requests: { cpu: '2', memory: 4Gi }
${MOUNTS}`;

const mergeJob = (install: string): string => `apiVersion: batch/v1
kind: Job
metadata:
  name: oauth-chaos-merge
spec:
  backoffLimit: 0
  template:
    spec:
${CONTAINER}          command: [sh, -ec]
          args:
            - |
              ${begin(install)}
              # A shard that is cut off does not say so: the wait ends when its time is over.
              for second in $(seq 3700); do
                if [ "$(ls /shards | grep -c ended)" -eq ${SHARDS} ]; then break; fi
                sleep 1
              done
              npx --no-install oauth-chaos merge /shards --output /shards/merged --reporter junit
          resources:
            requests: { cpu: '1', memory: 1Gi }
${MOUNTS}`;

/** The claim first, then the shards as one Indexed Job, and the job that puts them together. */
const text = (install: string): string =>
  `${head(install)}${shardJob(install)}---\n${mergeJob(install)}`;

export const kubernetes: CiTemplate = { path, text };
