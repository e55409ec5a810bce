/** Who consents, unless another name is given. */
export const USER = 'user-1';
