// The main thread's own account of a load.
//
// Owns: the reading of a Chromium trace. In: the trace of one load. Out: milliseconds of *thread* time,
// which other programs on a busy machine do not lengthen as they do the clock's. Must not: take part in
// the loads whose moments are compared: tracing costs time.

// `navigationStart` is in the last.
const categories = ["devtools.timeline", "disabled-by-default-devtools.timeline", "v8", "blink.user_timing"];
const inner = ["v8.wasm", "disabled-by-default-v8.wasm.detailed", "disabled-by-default-v8.compile"];

/** Names of what V8 does for a script: it is compiled, run, and called back. */
const work = ["EvaluateScript", "v8.compile", "FunctionCall", "RunMicrotasks", "TimerFire"];

/** What is inside, by the names the table gives it. An event within another of the same row counts once. */
const phases = {
  "JS functions compiled": ["V8.CompileCode"],
  "wasm module read": ["wasm.SyncCompile", "wasm.SyncInstantiate"],
  "wasm functions compiled": ["wasm.CompileLazy"],
  "style and layout": ["UpdateLayoutTree", "Layout"],
  "garbage collected": ["MinorGC", "MajorGC"],
};

/** Watches one load from outside, for `load`'s `around`; `keep` gets the events. */
export const traced = (browser, keep, { closely = false } = {}) => async (page, act) => {
  await browser.startTracing(page, { categories: closely ? [...categories, ...inner] : categories });
  try {
    return await act();
  } finally {
    keep(JSON.parse(await browser.stopTracing()).traceEvents);
  }
};

/** What the page's thread did from the navigation to `url` on. */
function onMainThread(events, url) {
  const start = events.find(({ name, args }) => name === "navigationStart" && args?.data?.documentLoaderURL === url);
  if (!start) throw new Error(`no navigation to ${url} in the trace`);
  return events.filter(({ pid, tid, ts, tdur }) => pid === start.pid && tid === start.tid && ts >= start.ts && tdur);
}

const ms = (micros) => micros / 1000;

/** Adds up thread time, what lies within another event counted once. */
function covered(events) {
  let [sum, until] = [0, 0];
  for (const { tts, tdur } of events.sort((a, b) => a.tts - b.tts)) {
    sum += Math.max(0, tts + tdur - Math.max(until, tts));
    until = Math.max(until, tts + tdur);
  }
  return ms(sum);
}

const origin = ({ args: { data } = {} }) => data?.url ?? data?.fileName ?? "";

const scripts = (events) => events.filter((one) => work.includes(one.name) && origin(one).endsWith(".js"));

/**
 * What a load of `url` cost the main thread: `script` is the time in external scripts (compiling,
 * running, callbacks), `blocked` what tasks took beyond 50 ms each, `longest` the longest task.
 */
export function account(events, url) {
  const found = onMainThread(events, url);
  const tasks = found.filter(({ name }) => name === "RunTask").map(({ tdur }) => ms(tdur));
  return {
    script: covered(scripts(found)),
    blocked: tasks.reduce((sum, task) => sum + Math.max(0, task - 50), 0),
    longest: Math.max(0, ...tasks),
  };
}

/** Where the time in external scripts goes: `{ phase: { ms, count } }`, and `everything`. */
export function dissect(events, url) {
  const found = onMainThread(events, url);
  const whole = scripts(found);
  const within = ({ tts }) => whole.some((one) => tts >= one.tts && tts < one.tts + one.tdur);
  const parts = Object.entries(phases).map(([phase, names]) => {
    const events = found.filter((one) => names.includes(one.name) && within(one));
    return [phase, { ms: covered(events), count: events.length }];
  });
  const everything = covered(whole);
  const rest = parts.reduce((left, [, { ms }]) => left - ms, everything);
  return Object.fromEntries([...parts, ["running (decoding, deciding, DOM)", { ms: rest, count: 1 }], ["everything", { ms: everything, count: whole.length }]]);
}
