/**
 * Workflow templates by the name that `use` takes. A new one is a file and a line here.
 */
export const workflows = [(await import('./http-request.ts')).default] as const;
