/**
 * What is at a path of the API behind a realm. The paths are in `wire/api-paths.ts`, the answers in
 * `endpoints/api-answers.ts`.
 */
export type ApiKind =
  | 'item'
  | 'part'
  | 'instead'
  | 'page'
  | 'file'
  | 'graphql'
  | 'azure-blob'
  | 'databricks-catalog'
  | 'gitlab-project'
  | 'mautic-contact'
  | 'microsoft-list'
  | 'microsoft-messages'
  | 'microsoft-user'
  | 'nextcloud-file';
