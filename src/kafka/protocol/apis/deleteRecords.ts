import { api, array, int16, int32, int64, string } from '../schema.ts';

/** DeleteRecords (key 21, KIP-107): moves the log start, for ever. Asked of the partitions' leaders. */
export const deleteRecords = api({
  key: 21,
  name: 'DeleteRecords',
  versions: [0, 2],
  flexibleFrom: 2,
  request: {
    topics: array({
      name: string,
      partitions: array({
        partitionIndex: int32,
        /** The first that stays; −1: the high watermark. */
        offset: int64,
      }),
    }),
    timeoutMs: int32,
  },
  response: {
    throttleTimeMs: int32,
    topics: array({
      name: string,
      partitions: array({
        partitionIndex: int32,
        /** The log start as it is now. */
        lowWatermark: int64,
        errorCode: int16,
      }),
    }),
  },
});
