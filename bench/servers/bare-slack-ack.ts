import { serveBolt } from './bolt';

// The least there can be: the echo in the ack itself, as the bot answers.
serveBolt(async ({ ack, command }) => ack({ response_type: 'ephemeral', text: command.text }));
