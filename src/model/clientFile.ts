/** One client's settings in a file of the workspace, as far as they concern this group. Never a secret: values that may be one are left out. */
export interface ClientFile {
  /** As the workspace names it: `order-service/consumer.properties`. */
  readonly file: string;
  /** Where in the file it stands: "spring.kafka.consumer, profile prod"; empty where the file is one client's. */
  readonly label: string;
  readonly library: 'java' | 'librdkafka';
  readonly role: 'consumer' | 'producer' | 'admin' | 'streams' | 'connect' | 'connector' | 'mirror' | 'client';
  readonly groupId: string;
  readonly settings: readonly ClientFileSetting[];
}

export interface ClientFileSetting {
  /** The library's own name of the setting. */
  readonly key: string;
  readonly value: string;
  /** The file that it stands in, where that is another: common settings in `application.yml` below `application-prod.yml`. */
  readonly file?: string;
  /** 0-based. */
  readonly line: number;
  /** What the linter calls it: `sessionTimeout`, `pollInterval`, `assignors`. */
  readonly meaning?: string;
  /** In milliseconds or bytes, where it is a time or a size. */
  readonly number?: number;
}
