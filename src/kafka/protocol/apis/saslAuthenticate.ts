import { api, bytes, int16, int64, nullableString } from '../schema.ts';

/** SaslAuthenticate (key 36): one message of the login. Version 1 tells how long the session lives (KIP-368). */
export const saslAuthenticate = api({
  key: 36,
  name: 'SaslAuthenticate',
  versions: [0, 2],
  flexibleFrom: 2,
  request: { authBytes: bytes },
  response: {
    errorCode: int16,
    errorMessage: nullableString,
    authBytes: bytes,
    /** 0: as long as the connection. */
    sessionLifetimeMs: int64.since(1),
  },
});
