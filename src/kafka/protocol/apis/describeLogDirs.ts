import { api, array, bool, int16, int32, int64, nullable, string } from '../schema.ts';

/**
 * DescribeLogDirs (key 35): what lies on one broker's disks, asked of itself. Version 3 has an error of the whole answer, which
 * older brokers do not tell a login without DESCRIBE on the cluster: it gets an empty list. 4 tells the disks' size (KIP-827), 5
 * which are cordoned.
 */
export const describeLogDirs = api({
  key: 35,
  name: 'DescribeLogDirs',
  versions: [1, 5],
  flexibleFrom: 2,
  /** Null: all topics. */
  request: { topics: nullable(array({ topic: string, partitions: array(int32) })) },
  response: {
    throttleTimeMs: int32,
    errorCode: int16.since(3),
    results: array({
      errorCode: int16,
      logDir: string,
      topics: array({
        name: string,
        partitions: array({
          partitionIndex: int32,
          partitionSize: int64,
          /** Records between this copy's end and the high watermark, or, of a future copy, the present copy's end. */
          offsetLag: int64,
          isFutureKey: bool,
        }),
      }),
      /** Both −1 where the broker could not find out. */
      totalBytes: int64.since(4),
      usableBytes: int64.since(4),
      isCordoned: bool.since(5),
    }),
  },
});
