import { expect } from 'chai';
import { activity, post, says } from '../../support/teams-activity';
import { type Harness, startTeams } from './harness';

describe('Teams: the door', () => {
  let teams: Harness;
  const at = (): { serviceUrl: string } => ({ serviceUrl: teams.connector.url });

  beforeEach(async () => {
    teams = await startTeams();
  });
  afterEach(() => teams.stop());

  it('takes no new turns once it is stopped, and finishes those under way', async () => {
    let release = (): void => undefined;
    teams.bot.hold = new Promise((resolve) => {
      release = resolve;
    });
    const begun = new Promise<void>((resolve) => {
      teams.bot.onTurn = resolve;
    });
    const first = post(teams.url, says(at(), 'hej'));
    await begun;
    const stopped = teams.platform.stop?.();
    expect((await post(teams.url, says(at(), 'hej igen'))).status).to.equal(503);
    release();
    await stopped;
    expect((await first).status).to.equal(200);
    expect(teams.connector.messages()).to.have.length(1);
  });

  it('takes quietly what is nothing to answer', async () => {
    const events = [
      { type: 'typing' },
      { type: 'messageUpdate', text: 'exempel: ändrad' },
      { type: 'messageDelete' },
      { type: 'messageReaction', reactionsAdded: [{ type: 'like' }] },
      { type: 'conversationUpdate', membersAdded: [{ id: '29:someone' }] },
      { type: 'conversationUpdate', membersRemoved: [{ id: '28:bot' }] },
      { type: 'installationUpdate', action: 'remove' },
      { type: 'event', name: 'application/vnd.microsoft.meetingStart' },
      { type: 'endOfConversation' },
      { type: 'somethingNew', from: null },
    ];
    for (const event of events) {
      const answer = await post(teams.url, activity(at(), event));
      expect([event.type, answer.status, answer.text]).to.deep.equal([event.type, 200, '']);
    }
    expect(teams.bot.inbound).to.have.length(0);
    expect(teams.connector.calls).to.have.length(0);
  });
});
