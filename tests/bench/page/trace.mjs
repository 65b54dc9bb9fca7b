// The main thread's own account of a load.
//
// Owns: the reading of a Chromium trace. In: the trace of one load. Out: milliseconds. Must not: take
// part in the loads whose moments are compared: tracing costs time.

const categories = ["devtools.timeline", "disabled-by-default-devtools.timeline", "v8", "loading", "blink.user_timing"];

/** Names of what V8 does for a script: it is compiled, run, and called back. */
const work = ["EvaluateScript", "v8.compile", "FunctionCall", "RunMicrotasks", "TimerFire"];

/** Watches one load from outside: for `load`'s `around`; `keep` gets the events. */
export const traced = (browser, keep) => async (page, act) => {
  await browser.startTracing(page, { categories });
  try {
    return await act();
  } finally {
    keep(JSON.parse(await browser.stopTracing()).traceEvents);
  }
};

const ms = (micros) => micros / 1000;

/** The navigation's thread and its beginning. */
function start(events, url) {
  const found = events.find(({ name, args }) => name === "navigationStart" && args?.data?.documentLoaderURL === url);
  if (!found) throw new Error(`no navigation to ${url} in the trace`);
  return found;
}

/** Adds up intervals, what lies in another counted once. */
function covered(intervals) {
  let [sum, until] = [0, 0];
  for (const { ts, dur } of intervals.sort((a, b) => a.ts - b.ts)) {
    sum += Math.max(0, ts + dur - Math.max(until, ts));
    until = Math.max(until, ts + dur);
  }
  return ms(sum);
}

const origin = ({ args: { data } = {} }) => data?.url ?? data?.fileName ?? "";

/**
 * What a load to `url` cost the main thread: `script` is the time in the external scripts (compiling,
 * running, callbacks), `blocked` what tasks took beyond 50 ms each, `longest` the longest task.
 */
export function account(events, url) {
  const { pid, tid, ts } = start(events, url);
  const ours = events.filter((one) => one.pid === pid && one.tid === tid && one.ts >= ts && one.dur);
  const scripts = ours.filter((one) => work.includes(one.name) && origin(one).endsWith(".js"));
  const tasks = ours.filter(({ name }) => name === "RunTask").map(({ dur }) => ms(dur));
  return {
    script: covered(scripts),
    blocked: tasks.reduce((sum, task) => sum + Math.max(0, task - 50), 0),
    longest: Math.max(0, ...tasks),
  };
}
