// One candidate in a process of its own: its cold start, or its memory.
//
// Owns: nothing that lasts. In: a task and a name. Out: JSON on stdout. Must not: load any other library first.

const [task, name] = process.argv.slice(2);

/** Memory of WebAssembly is not the heap's: every one that is made is noted. */
const memories = [];
const { Instance } = WebAssembly;
WebAssembly.Instance = function (module, imports) {
  const made = new Instance(module, imports);
  memories.push(...Object.values(made.exports).filter((one) => one instanceof WebAssembly.Memory));
  return made;
};

const bytes = () => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed + memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
};

const { load } = await import("./library.mjs");
const { candidates } = await import("./candidate.mjs");
const { cold } = await import("./measure.mjs");
const { rules, visitor } = await import("./workload.mjs");

const since = performance.now();
const library = await load(name);
const loading = performance.now() - since;
const one = candidates(library)[name];

if (task === "cold") console.log(JSON.stringify({ loading, first: cold(one, 100) }));
else {
  const data = one.prepare(rules(1000));
  const small = one.init(one.prepare(rules(1)));
  one.decide(small, visitor(0));
  const before = bytes();
  const state = one.init(data);
  one.decide(state, visitor(0));
  console.log(JSON.stringify({ bytes: bytes() - before, kept: Boolean(state && small && data) }));
}
