import { api, array, int16, string } from '../schema.ts';

/**
 * SaslHandshake (key 17): asks for a login mechanism and learns which ones the listener offers. Version 1 goes on with
 * SaslAuthenticate; version 0 went on with bare tokens, which we do not speak.
 */
export const saslHandshake = api({
  key: 17,
  name: 'SaslHandshake',
  versions: [1, 1],
  flexibleFrom: Infinity,
  request: { mechanism: string },
  response: { errorCode: int16, mechanisms: array(string) },
});
