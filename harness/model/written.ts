/**
 * The type of a value that a schema describes, as the code passes it around and as JSON stores it:
 * deeply read-only, and an optional field is missing, never undefined.
 */
export type Written<T> = T extends readonly (infer Item)[]
  ? readonly Written<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: Written<Exclude<T[K], undefined>> }
    : T;
