// Loaded before the bot by a test: a mistake that nothing catches, when told to make one.
process.on('SIGUSR2', () => {
  void Promise.reject(new Error('a secret that somebody wrote'));
});
