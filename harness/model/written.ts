/**
 * A value that a schema describes, as the code hands it around and as JSON keeps it: read-only all
 * the way down, and what is optional is missing, never undefined.
 */
export type Written<T> = T extends readonly (infer Item)[]
  ? readonly Written<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: Written<Exclude<T[K], undefined>> }
    : T;
