import { serveBolt } from './bolt';

// The echo of Bolt's own guide to commands: acknowledge, then respond.
serveBolt(async ({ ack, command, respond }) => {
  await ack();
  await respond(command.text);
});
