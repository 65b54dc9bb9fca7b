// A plain sentence instead of a stack trace.
//
// Owns: how the command line says no. In: a sentence. Out: stderr. Must not: exit by itself.

/** Something a person can put right. Exit code 2: the call; 1: the rules. */
export class Refusal extends Error {
  constructor(message, exitCode = 2) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Says something to the person, not to the pipe. */
export function say(words) {
  process.stderr.write(`${words}\n`);
}
