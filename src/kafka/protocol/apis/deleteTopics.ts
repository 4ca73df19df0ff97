import { api, array, int16, int32, nullable, string, uuid } from '../schema.ts';
import { noTopicId } from './metadata.ts';

/** DeleteTopics (key 20). Asked of the controller. Version 5 tells why not, 6 can name topics by their id. */
export const deleteTopics = api({
  key: 20,
  name: 'DeleteTopics',
  versions: [1, 6],
  flexibleFrom: 4,
  request: {
    topics: array({ name: nullable(string, 6).otherwise(null), topicId: uuid.otherwise(noTopicId) }).since(6),
    topicNames: array(string).until(5),
    timeoutMs: int32,
  },
  response: {
    throttleTimeMs: int32,
    responses: array({
      name: nullable(string, 6),
      topicId: uuid.since(6),
      errorCode: int16,
      errorMessage: nullable(string, 5).since(5),
    }),
  },
});
