import type { Target, TargetInfo } from '../model/target.ts';

/**
 * The facts of a target as one of a project: two projects may try the same n8n, and their results
 * are kept apart.
 */
export const infoInProject = <T extends Pick<TargetInfo, 'id'>>(
  info: T,
  project: string | undefined,
): T & { readonly project?: string } =>
  project === undefined ? info : { ...info, id: `${project}@${info.id}`, project };

/** A target as one of a project. */
export function inProject(target: Target, project: string | undefined): Target {
  const info = infoInProject(target.info, project);
  return { ...target, id: info.id, info };
}
