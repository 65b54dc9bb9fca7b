/**
 * Omotenashi in a worker at the edge, which may not compile WebAssembly: its build hands the module over.
 *
 * ```js
 * import { Engine, use } from "omotenashi/edge";
 * import module from "omotenashi/engine.wasm";
 * use(module);
 * const engine = new Engine(rules);
 * ```
 *
 * It is the engine of `omotenashi/node`, with the same answers. But `problems` and `dataSheet()`, which need the author
 * build, throw here: `npx omotenashi check` and `data` say it before you deploy.
 */

export * from "./node.js";

/** Takes the module of `omotenashi/engine.wasm`, once and before anything else is asked for. */
export function use(module: WebAssembly.Module): void;
