// How many tests passed, over all runners.
//
// Owns: the counts and the closing line. In: what runners print. Out: `N passed, N failed`. Must
// not: run anything.

const forms = [
  // cargo test, wasm-bindgen-test-runner
  { line: /^test result: .*?(\d+) passed; (\d+) failed/gm, passed: 1, failed: 2 },
  // node --test
  { line: /^(?:#|ℹ) pass (\d+)$[\s\S]*?^(?:#|ℹ) fail (\d+)$/gm, passed: 1, failed: 2 },
];

/** The counts in a runner's output. */
export function count(out) {
  const text = out.replace(/\u001b\[[0-9;]*m/g, "");
  let passed = 0;
  let failed = 0;
  for (const form of forms)
    for (const found of text.matchAll(form.line)) {
      passed += Number(found[form.passed]);
      failed += Number(found[form.failed]);
    }
  return { passed, failed };
}

/** Adds up stages; one that fails without a failed test counts as one. */
export class Tally {
  passed = 0;
  failed = 0;
  broken = [];

  add(title, { code, out }) {
    const { passed, failed } = count(out);
    this.passed += passed;
    this.failed += failed || (code === 0 ? 0 : 1);
    if (code !== 0) this.broken.push(title);
    // A lint is one test: it passes or it fails.
    if (code === 0 && passed === 0) this.passed += 1;
  }

  /** The line that people and machines read. */
  close() {
    for (const title of this.broken) console.log(`failed: ${title}`);
    console.log(`\n${this.passed} passed, ${this.failed} failed`);
    if (this.failed) process.exitCode = 1;
  }
}
