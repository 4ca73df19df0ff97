import { api, array, bool, int16, int32, int64, nullable, nullableString, string, struct, uint16 } from '../schema.ts';

const taskOffsets = array({ subtopologyId: string, partition: int32, offset: int64 });
const taskIds = array({ subtopologyId: string, partitions: array(int32) });
const assignment = struct({ activeTasks: taskIds, standbyTasks: taskIds, warmupTasks: taskIds });
const keyValues = array({ key: string, value: string });
const topicInfos = array({ name: string, partitions: int32, replicationFactor: int16, topicConfigs: keyValues });

/** StreamsGroupDescribe (key 89, KIP-1071): groups of Kafka Streams applications on the streams protocol. */
export const streamsGroupDescribe = api({
  key: 89,
  name: 'StreamsGroupDescribe',
  versions: [0, 0],
  flexibleFrom: 0,
  request: { groupIds: array(string), includeAuthorizedOperations: bool },
  response: {
    throttleTimeMs: int32,
    groups: array({
      errorCode: int16,
      errorMessage: nullableString,
      groupId: string,
      groupState: string,
      groupEpoch: int32,
      assignmentEpoch: int32,
      /** A task is a subtopology and a partition number: it reads that partition of each of the subtopology's source topics. */
      topology: nullable(
        struct({
          epoch: int32,
          subtopologies: nullable(
            array({
              subtopologyId: string,
              sourceTopics: array(string),
              repartitionSinkTopics: array(string),
              stateChangelogTopics: topicInfos,
              repartitionSourceTopics: topicInfos,
            }),
          ),
        }),
      ),
      members: array({
        memberId: string,
        memberEpoch: int32,
        instanceId: nullableString,
        rackId: nullableString,
        clientId: string,
        clientHost: string,
        topologyEpoch: int32,
        processId: string,
        userEndpoint: nullable(struct({ host: string, port: uint16 })),
        clientTags: keyValues,
        taskOffsets,
        taskEndOffsets: taskOffsets,
        assignment,
        targetAssignment: assignment,
        isClassic: bool,
      }),
      authorizedOperations: int32,
    }),
  },
});
