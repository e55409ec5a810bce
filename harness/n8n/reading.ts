/** What is needed to read from an n8n without changing anything. */
export { openDatabase, type DatabaseAddress } from './driver/database.ts';
export {
  decryptCredential,
  namedDataKey,
  type CredentialKeys,
  type DataKey,
} from './driver/decrypt-credential.ts';
export { tableNames } from './driver/stored-texts.ts';
export { readAccount, type AccountOptions } from './remote/account.ts';
export { openReader, type InstanceReader } from './remote/reader.ts';
export { isRemoteText } from './remote/remote-address.ts';
