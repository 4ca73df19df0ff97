import assert from 'node:assert/strict';
import { FailureError } from '../../../../src/model/failure.ts';
import { startScram } from '../../../../src/kafka/connection/scram.ts';

// RFC 7677, section 3.
const vector = {
  nonce: 'rOprNGfwEbeRWgbNEkqO',
  clientFirst: 'n,,n=user,r=rOprNGfwEbeRWgbNEkqO',
  serverFirst: 'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096',
  clientFinal: 'c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=',
  serverFinal: 'v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=',
};

const user = { hash: 'sha256', username: 'user', password: 'pencil' } as const;
const refusedWith = (code: string) => (error: unknown) =>
  error instanceof FailureError && error.failure.kind === 'login-refused' && error.failure.code === code;

describe('SCRAM login', () => {
  it('says what RFC 7677 says for its user', async () => {
    const start = startScram(user, vector.nonce);
    assert.equal(start.clientFirst, vector.clientFirst);
    const proof = await start.respond(vector.serverFirst);
    assert.equal(proof.clientFinal, vector.clientFinal);
    proof.check(vector.serverFinal);
  });

  it('does not trust a server that cannot prove that it knows the password', async () => {
    const proof = await startScram(user, vector.nonce).respond(vector.serverFirst);
    for (const serverFinal of [`v=${Buffer.alloc(32).toString('base64')}`, 'v=', 'v=6rri', '', 'x']) {
      assert.throws(() => proof.check(serverFinal), refusedWith('SCRAM_SERVER_UNPROVEN'), serverFinal);
    }
  });

  it('keeps the words of a server that refuses', async () => {
    const proof = await startScram(user, vector.nonce).respond(vector.serverFirst);
    assert.throws(
      () => proof.check('e=invalid-proof'),
      (error: unknown) => refusedWith('SCRAM_REFUSED')(error) && (error as FailureError).failure.detail === 'invalid-proof',
    );
  });

  const answers: Readonly<Record<string, readonly [answer: string, code: string]>> = {
    'to another nonce': ['r=somebodyElse,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096', 'SCRAM_BROKEN_ANSWER'],
    'that adds nothing to our nonce': [`r=${vector.nonce},s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096`, 'SCRAM_BROKEN_ANSWER'],
    'without a salt': [`r=${vector.nonce}x,i=4096`, 'SCRAM_BROKEN_ANSWER'],
    'without iterations': [`r=${vector.nonce}x,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=many`, 'SCRAM_BROKEN_ANSWER'],
    'that asks for too little work': [`r=${vector.nonce}x,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=1`, 'SCRAM_ITERATIONS_REFUSED'],
    'that asks for hours of work': [`r=${vector.nonce}x,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=2000000000`, 'SCRAM_ITERATIONS_REFUSED'],
    'that is empty': ['', 'SCRAM_BROKEN_ANSWER'],
  };
  for (const [which, [answer, code]] of Object.entries(answers)) {
    it(`refuses a first answer ${which}`, async () => {
      await assert.rejects(startScram(user, vector.nonce).respond(answer), refusedWith(code));
    });
  }

  it('escapes commas and equal signs in the name', () => {
    assert.equal(startScram({ ...user, username: 'a=b,c' }, 'n').clientFirst, 'n,,n=a=3Db=2Cc,r=n');
  });

  it('takes a new nonce each time', () => {
    assert.notEqual(startScram(user).clientFirst, startScram(user).clientFirst);
  });
});
