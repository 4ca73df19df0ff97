import { api, array, bool, int16, int32, int64, string } from '../schema.ts';

/**
 * ApiVersions (key 18): which versions of which API the broker speaks. A broker that does not know the version asked for
 * answers UNSUPPORTED_VERSION in version 0 (KIP-511). Version 3 names the client; 4 lists features that begin at 0.
 */
export const apiVersions = api({
  key: 18,
  name: 'ApiVersions',
  versions: [0, 4],
  flexibleFrom: 3,
  request: { clientSoftwareName: string.since(3), clientSoftwareVersion: string.since(3) },
  response: {
    errorCode: int16,
    apiKeys: array({ apiKey: int16, minVersion: int16, maxVersion: int16 }),
    throttleTimeMs: int32.since(1),
    supportedFeatures: array({ name: string, minVersion: int16, maxVersion: int16 }).since(3).tagged(0),
    finalizedFeaturesEpoch: int64.since(3).tagged(1),
    finalizedFeatures: array({ name: string, maxVersionLevel: int16, minVersionLevel: int16 }).since(3).tagged(2),
    zkMigrationReady: bool.since(3).tagged(3),
  },
});
