import { heartbeatCloseToSession } from '../../../../src/lint/rules/heartbeat-close-to-session.ts';
import { lintTest } from '../../../support/lintTest.ts';

const consumer = '# kafka: consumer\n';

lintTest(heartbeatCloseToSession, {
  finds: [
    {
      when: 'only one heartbeat fits into a session',
      text: `${consumer}session.timeout.ms=10000\nheartbeat.interval.ms=8000\n`,
      at: '8000',
      figures: { heartbeatMs: 8000, sessionMs: 10_000, refused: false },
      says: 'only one heartbeat',
      fixed: `${consumer}session.timeout.ms=10000\nheartbeat.interval.ms=3333\n`,
    },
    {
      when: 'both are equal, which the client refuses',
      text: `${consumer}heartbeat.interval.ms=10000\nsession.timeout.ms=10000\n`,
      at: '10000',
      severity: 'error',
      says: 'refuses to start',
    },
    {
      when: 'the default heartbeat is not below the session that was written',
      text: `${consumer}session.timeout.ms=3000\n`,
      at: '3000',
      severity: 'error',
      figures: { heartbeatMs: 3000, heartbeatWritten: false, sessionWritten: true },
    },
    {
      when: 'the client is older than 3.0, where the default session was 10 s',
      text: '# kafka: consumer java 2.8\nheartbeat.interval.ms=10000\n',
      at: '10000',
      severity: 'error',
      figures: { sessionMs: 10_000, sessionWritten: false },
    },
    {
      when: "a Connect worker's own membership is meant",
      text: 'group.id=connect\noffset.storage.topic=offsets\nsession.timeout.ms=10000\nheartbeat.interval.ms=5000\n',
      at: '5000',
    },
  ],
  staysQuiet: [
    { when: 'three heartbeats fit', text: `${consumer}session.timeout.ms=30000\nheartbeat.interval.ms=10000\n` },
    { when: 'the default session leaves room', text: `${consumer}heartbeat.interval.ms=10000\n` },
    { when: 'nobody wrote the heartbeat and it is below the session', text: `${consumer}session.timeout.ms=6000\n` },
    { when: 'the broker decides', text: `${consumer}group.protocol=consumer\nheartbeat.interval.ms=45000\n` },
    { when: 'a placeholder hides the session', text: `${consumer}session.timeout.ms=\${SESSION}\nheartbeat.interval.ms=50000\n` },
    { when: 'seconds were meant', text: `${consumer}session.timeout.ms=45\n` },
  ],
});
