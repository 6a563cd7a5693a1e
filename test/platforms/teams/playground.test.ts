import { expect } from 'chai';
import { createLogger } from '../../../src/log';
import { startPlayground } from '../../../src/platforms/teams/playground';
import { ROOT } from './harness';

const log = createLogger('silent');
const endpoint = 'http://127.0.0.1:9/api/messages';

describe('Teams: the Playground', () => {
  it('starts beside the bot with our people and places, and ends when told', async () => {
    const ending = new AbortController();
    const url = await startPlayground({ endpoint, rootDir: ROOT, log, signal: ending.signal });
    const page = await fetch(url);
    expect(page.headers.get('content-type')).to.contain('text/html');
    ending.abort();
    let answers = true;
    for (let attempt = 0; answers && attempt < 50; attempt += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      answers = await fetch(url).then(
        () => true,
        () => false,
      );
    }
    expect(answers).to.equal(false);
  }).timeout(30_000);

  it('is refused for a bot with credentials, which it could not reach', async () => {
    const error = await startPlayground({ endpoint, rootDir: ROOT, log, appId: 'x' }).catch(
      (reason: Error) => reason,
    );
    expect(String(error)).to.contain('without Teams credentials');
  });

  it('says so when it is not installed', async () => {
    const error = await startPlayground({ endpoint, rootDir: '/nowhere', log, port: 1 }).catch(
      (reason: Error) => reason,
    );
    expect(String(error)).to.contain('npm ci');
  });
});
